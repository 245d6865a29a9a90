package org.gradus.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Tensor;

/**
 * A reference case; {@code reference/README.md} describes its parts.
 *
 * @param family the name of its file
 * @param id its name within the file
 * @param json the case
 */
record ReferenceCase(String family, String id, JsonNode json) {
  /** The parts that are neither gradients nor what became of parameters. */
  private static final Set<String> VALUES = Set.of("output", "buffers_after", "losses");

  /** Returns the name in reports and in the list of what is not yet covered. */
  String name() {
    return family + "/" + id;
  }

  String op() {
    return json.get("op").textValue();
  }

  JsonNode config() {
    return json.path("config");
  }

  JsonNode expected() {
    return json.path("expected");
  }

  boolean hasExpected(String key) {
    return !expected().path(key).isEmpty();
  }

  /** Returns the tensors of a part, by name; those of one unnamed tensor have the part's name. */
  static Map<String, Expected> tensors(String name, JsonNode part) {
    Map<String, Expected> tensors = new LinkedHashMap<>();
    if (Expected.isTensor(part)) {
      tensors.put(name, Expected.of(part));
    } else {
      part.properties().forEach(e -> tensors.put(e.getKey(), Expected.of(e.getValue())));
    }
    return tensors;
  }

  /** Returns the tensors of {@code inputs}, {@code params}, {@code grad_output} or the like. */
  Map<String, Expected> given(String part) {
    return tensors("output", json.path(part));
  }

  /** Returns the expected tensors of {@code output}, {@code grad_inputs} or the like. */
  Map<String, Expected> expected(String part) {
    return tensors(part, expected().path(part));
  }

  /** Requires tensors to be the expected ones of a part, no more and no fewer. */
  void check(String part, Map<String, Tensor> actual, DType dtype) {
    Map<String, Expected> wanted = expected(part);
    if (!wanted.keySet().equals(actual.keySet())) {
      throw new AssertionError(
          part + ": expected tensors " + wanted.keySet() + ", got " + actual.keySet());
    }
    boolean values = VALUES.contains(part);
    double tolerance = tolerance(dtype, values);
    wanted.forEach(
        (name, tensor) ->
            tensor.check(
                part + " " + name, actual.get(name), dtype, tolerance, comparesEachElement()));
  }

  /** Returns the relative tolerance of values, or of gradients and parameters after training. */
  double tolerance(DType dtype, boolean values) {
    if (dtype == DType.FLOAT64) {
      return 1e-9;
    }
    JsonNode own = json.path("tolerance_float32").path(values ? "forward" : "grad");
    return own.isNumber() ? own.doubleValue() : values ? 1e-5 : 1e-4;
  }

  private boolean comparesEachElement() {
    return json.path("note").asText().startsWith("compare elements one by one");
  }
}
