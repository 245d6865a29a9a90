package org.gradus.core.recurrent;

import java.util.Arrays;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.DirectAccess;
import org.gradus.core.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Rows within an array of floats or doubles, at equal distances.
 *
 * @param array a float[] or a double[]
 * @param offset where the first row begins
 * @param stride the distance of the rows
 */
record Rows(Object array, int offset, int stride) {
  /**
   * Returns rows of a tensor.
   *
   * @param row the first of the rows, of {@code width} elements each
   * @param step how many rows on the next one is
   */
  static Rows of(Tensor tensor, int width, int row, int step) {
    return new Rows(Access.array(tensor), Access.start(tensor) + row * width, step * width);
  }

  /** Returns where a row begins. */
  int at(int row) {
    return offset + row * stride;
  }

  /** Returns the same rows without their first elements. */
  Rows from(int column) {
    return new Rows(array, offset + column, stride);
  }

  /** Sets the first elements of each row to those of a row, or to 0. */
  void fill(int rows, int length, @Nullable Rows row) {
    for (int i = 0; i < rows; i++) {
      if (row != null) {
        System.arraycopy(row.array, row.offset, array, at(i), length);
      } else if (array instanceof float[] floats) {
        Arrays.fill(floats, at(i), at(i) + length, 0);
      } else {
        Arrays.fill((double[]) array, at(i), at(i) + length, 0);
      }
    }
  }

  /** Copies the first elements of each row to rows of the same type. */
  void copyTo(Rows target, int rows, int length) {
    for (int i = 0; i < rows; i++) {
      System.arraycopy(array, at(i), target.array, target.at(i), length);
    }
  }

  /** Gives tensors' arrays away within this package. */
  private static final class Access extends DirectAccess {
    static Object array(Tensor tensor) {
      return tensor.dtype() == DType.FLOAT32 ? floats(tensor) : doubles(tensor);
    }

    static int start(Tensor tensor) {
      return offset(tensor);
    }
  }
}
