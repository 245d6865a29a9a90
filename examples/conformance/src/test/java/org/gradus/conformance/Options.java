package org.gradus.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The configuration of a case. Remembers what was asked for: a key that nobody reads is one that
 * the suite does not know.
 */
final class Options {
  private final JsonNode config;
  private final Set<String> read = new HashSet<>();

  Options(JsonNode config) {
    this.config = config;
  }

  /** Returns these options with those of another object on top. */
  Options with(JsonNode others) {
    ObjectNode merged = config.deepCopy();
    others.properties().forEach(e -> merged.set(e.getKey(), e.getValue()));
    return new Options(merged);
  }

  /** Returns a value; absent ones are missing nodes, and {@code None} is a null node. */
  JsonNode value(String key) {
    read.add(key);
    return config.path(key);
  }

  boolean has(String key) {
    JsonNode value = value(key);
    return !value.isNull() && !value.isMissingNode();
  }

  boolean isList(String key) {
    return value(key).isArray();
  }

  int integer(String key) {
    return value(key).intValue();
  }

  /** Returns a list of integers, a single one as a list of one, and nothing as an empty list. */
  int[] integers(String key) {
    return isList(key) ? integers(value(key)) : has(key) ? new int[] {integer(key)} : new int[0];
  }

  /** Returns a list within a list. */
  int[] integers(String key, int index) {
    return integers(value(key).path(index));
  }

  private static int[] integers(JsonNode list) {
    return IntStream.range(0, list.size()).map(i -> list.get(i).intValue()).toArray();
  }

  double number(String key) {
    return Expected.number(value(key));
  }

  double number(String key, double otherwise) {
    return has(key) ? number(key) : otherwise;
  }

  /** Returns a number of a list. */
  double numberAt(String key, int index) {
    return Expected.number(value(key).path(index));
  }

  boolean flag(String key) {
    return value(key).booleanValue();
  }

  String text(String key) {
    return value(key).asText();
  }

  /**
   * Requires that every key was read.
   *
   * @throws NotCoveredException if one was not
   */
  void requireAllRead() {
    for (Iterator<String> keys = config.fieldNames(); keys.hasNext(); ) {
      String key = keys.next();
      if (!read.contains(key)) {
        throw new NotCoveredException("key of config", key + " = " + config.path(key));
      }
    }
  }
}
