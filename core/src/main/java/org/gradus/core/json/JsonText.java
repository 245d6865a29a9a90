package org.gradus.core.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns text into values, within bounds that hold against hostile text. */
final class JsonText {
  /** How deep objects and arrays may lie in each other; 200 components need some 600. */
  static final int MAX_NESTING = 1_000;

  /** How many characters a text may have. */
  static final int MAX_LENGTH = 1 << 26;

  static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_NESTING)
                  .maxDocumentLength(MAX_LENGTH)
                  .maxStringLength(MAX_LENGTH)
                  .maxNameLength(10_000)
                  .maxNumberLength(1_000)
                  .build())
          .streamWriteConstraints(
              StreamWriteConstraints.builder().maxNestingDepth(MAX_NESTING).build())
          .build();

  /** What Jackson says of its own options and sources, which tell its user nothing. */
  private static final Pattern JACKSONS_OWN =
      Pattern.compile(": enable `[^`]*` to allow|, from `[^`]*`|Source: [^;]*; ");

  private final String subject;
  private final JsonParser parser;
  private final Problems problems;

  private JsonText(String subject, JsonParser parser, Problems problems) {
    this.subject = subject;
    this.parser = parser;
    this.problems = problems;
  }

  /** Returns the one value that the text consists of, or null after reporting why there is none. */
  static @Nullable JsonValue parse(String text, String subject, Problems problems) {
    if (text.length() > MAX_LENGTH) {
      String statement =
          "JSON is too long: expected at most " + MAX_LENGTH + " characters, got " + text.length();
      problems.add(subject, statement, Pointer.ROOT, "");
      return null;
    }
    try (JsonParser parser = FACTORY.createParser(text)) {
      return new JsonText(subject, parser, problems).document();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private @Nullable JsonValue document() throws IOException {
    try {
      JsonToken first = parser.nextToken();
      if (first == null) {
        malformed("expected a value, got nothing");
        return null;
      }
      JsonValue value = value(first, Pointer.ROOT);
      if (parser.nextToken() != null) {
        malformed("expected the end of the text, got more");
      }
      return value;
    } catch (JsonProcessingException refused) {
      malformed(said(refused));
      return null;
    }
  }

  /** Returns what Jackson complains of. */
  static String said(JsonProcessingException complaint) {
    return JACKSONS_OWN.matcher(complaint.getOriginalMessage()).replaceAll("");
  }

  private void malformed(String what) {
    JsonLocation location = parser.currentLocation();
    String statement =
        "malformed JSON in line %s, column %s: %s"
            .formatted(location.getLineNr(), location.getColumnNr(), what);
    problems.add(subject, statement, parser.getParsingContext().pathAsPointer().toString(), "");
  }

  private JsonValue value(JsonToken token, Pointer at) throws IOException {
    return switch (token) {
      case START_OBJECT -> object(at);
      case START_ARRAY -> array(at);
      case VALUE_STRING -> new JsonValue.StringValue(parser.getText());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new JsonValue.NumberValue(parser.getText());
      case VALUE_TRUE -> JsonValue.Literal.TRUE;
      case VALUE_FALSE -> JsonValue.Literal.FALSE;
      case VALUE_NULL -> JsonValue.Literal.NULL;
      default -> throw new IllegalStateException("no value starts with " + token);
    };
  }

  private JsonValue object(Pointer at) throws IOException {
    Map<String, JsonValue> members = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      Pointer place = at.key(key);
      JsonValue value = value(parser.nextToken(), place);
      if (members.putIfAbsent(key, value) != null) {
        String statement =
            "duplicate key: expected it once, got " + JsonValue.quote(key) + " again";
        problems.add(subject, statement, place, "");
      }
    }
    return new JsonValue.ObjectValue(members);
  }

  private JsonValue array(Pointer at) throws IOException {
    List<JsonValue> elements = new ArrayList<>();
    JsonToken token = parser.nextToken();
    while (token != JsonToken.END_ARRAY) {
      elements.add(value(token, at.key(Integer.toString(elements.size()))));
      token = parser.nextToken();
    }
    return new JsonValue.ArrayValue(elements);
  }
}
