package org.gradus.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.IntStream;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;

/**
 * A tensor of a case, and how it is compared.
 *
 * @param shape its shape
 * @param integer whether its elements are integers or booleans
 * @param values its elements, row-major
 */
record Expected(Shape shape, boolean integer, double[] values) {
  private static final double SMALLEST_SCALE = 0.01;

  static boolean isTensor(JsonNode node) {
    return node.has("shape") && node.has("data");
  }

  static Expected of(JsonNode node) {
    int[] sizes = IntStream.range(0, node.get("shape").size()).map(i -> size(node, i)).toArray();
    double[] values = new double[node.get("data").size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = number(node.get("data").get(i));
    }
    return new Expected(Shape.of(sizes), node.has("dtype"), values);
  }

  private static int size(JsonNode node, int axis) {
    return node.get("shape").get(axis).intValue();
  }

  /** Returns a number of a case; JSON has no infinities, which are strings. */
  static double number(JsonNode node) {
    if (node.isNumber()) {
      return node.doubleValue();
    }
    return switch (node.textValue()) {
      case "inf" -> Double.POSITIVE_INFINITY;
      case "-inf" -> Double.NEGATIVE_INFINITY;
      case "nan" -> Double.NaN;
      default -> throw new IllegalArgumentException("not a number: " + node);
    };
  }

  /** Returns the tensor; integers and booleans as INT32, all others in the given type. */
  Tensor tensor(DType floating) {
    return Tensor.of(values, shape).cast(integer ? DType.INT32 : floating);
  }

  /**
   * Requires a tensor to be this one.
   *
   * @param relative the tolerance, relative to the largest element, or to each one
   * @param eachAlone whether each element is its own scale
   */
  void check(String name, Tensor actual, DType floating, double relative, boolean eachAlone) {
    assertEquals(shape, actual.shape(), () -> name + ": shape");
    assertEquals(integer ? DType.INT32 : floating, actual.dtype(), () -> name + ": type");
    double[] got = actual.detach().cast(DType.FLOAT64).toDoubles();
    double largest = SMALLEST_SCALE;
    for (double value : values) {
      largest = Math.max(largest, Math.abs(value));
    }
    for (int i = 0; i < got.length; i++) {
      double scale = eachAlone ? Math.abs(values[i]) : largest;
      double tolerance = integer ? 0 : relative * scale;
      if (!(Math.abs(got[i] - values[i]) <= tolerance)) {
        fail(
            name
                + " at element "
                + i
                + " of "
                + shape
                + ": expected "
                + values[i]
                + " ± "
                + tolerance
                + ", got "
                + got[i]);
      }
    }
  }
}
