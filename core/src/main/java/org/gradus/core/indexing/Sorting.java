package org.gradus.core.indexing;

import java.util.Arrays;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Tensor;

/** The order of elements along an axis; stable, NaN as the largest. */
final class Sorting {
  private Sorting() {}

  /** Returns the positions of the first {@code count} elements in order, INT32. */
  static Tensor order(String operation, Tensor x, int axis, int count, boolean descending) {
    int at = x.shape().axis(operation, axis);
    int length = x.size(at);
    if (count < 0 || count > length) {
      throw ShapeException.of(
          operation, "not so many elements", "0 to " + length, String.valueOf(count), x.shape());
    }
    double[] values = x.detach().cast(DType.FLOAT64).toDoubles();
    Shape shape = x.shape().withSize(at, count);
    int inner = x.shape().elements(at + 1, x.rank());
    int[] result = new int[shape.elements()];
    Integer[] line = new Integer[length];
    for (int i = 0; i < x.shape().elements(0, at) * inner; i++) {
      int first = i / inner * length * inner + i % inner;
      for (int j = 0; j < length; j++) {
        line[j] = j;
      }
      Arrays.sort(
          line,
          (a, b) -> {
            int comparison = Double.compare(values[first + a * inner], values[first + b * inner]);
            return descending ? -comparison : comparison;
          });
      int target = i / inner * count * inner + i % inner;
      for (int j = 0; j < count; j++) {
        result[target + j * inner] = line[j];
      }
    }
    return Tensor.of(result, shape);
  }
}
