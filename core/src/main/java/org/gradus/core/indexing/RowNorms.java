package org.gradus.core.indexing;

import java.util.Arrays;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.DirectAccess;
import org.gradus.core.tensor.Parameter;
import org.gradus.core.tensor.Tensor;

/** Limits the norms of rows of a table that is learned. */
public final class RowNorms extends DirectAccess {
  private static final double EPSILON = 1e-7;

  private RowNorms() {}

  /**
   * Multiplies the rows at the indices whose norm exceeds a maximum by maximum / (norm + 10⁻⁷), as
   * PyTorch does: in place and without a gradient. Tensors that were read from the table before are
   * stale afterwards, but only if a row was changed.
   *
   * @param table (entries, features)
   * @param index INT32, of any shape
   * @param maximum above 0
   * @param p the norm is (Σ |x|ᵖ)^(1/p), of any p above 0 and ∞
   * @throws IndexOutOfBoundsException if there is no such row; nothing is changed then
   */
  public static void limit(Parameter table, Tensor index, double maximum, double p) {
    Indices.requireType("row-norms", index);
    int features = table.shape().size(1);
    int[] rows = Arrays.stream(index.toInts()).distinct().toArray();
    double[] factors = new double[rows.length];
    boolean any = false;
    for (int i = 0; i < rows.length; i++) {
      int row = Indices.checked("row-norms", rows[i], i, table.shape().size(0));
      double norm = norm(table.tensor(), row * features, features, p);
      factors[i] = norm > maximum ? maximum / (norm + EPSILON) : 1;
      any |= factors[i] != 1;
    }
    if (any) {
      Object values = overwrite(table);
      for (int i = 0; i < rows.length; i++) {
        if (factors[i] != 1) {
          scale(values, rows[i] * features, features, factors[i]);
        }
      }
      overwritten(table);
    }
  }

  private static double norm(Tensor table, int from, int length, double p) {
    double sum = 0;
    for (int i = offset(table) + from; i < offset(table) + from + length; i++) {
      double x = Math.abs(table.dtype() == DType.FLOAT32 ? floats(table)[i] : doubles(table)[i]);
      sum =
          p == Double.POSITIVE_INFINITY
              ? Math.max(sum, x)
              : sum + (p == 2 ? x * x : Math.pow(x, p));
    }
    return p == Double.POSITIVE_INFINITY ? sum : p == 2 ? Math.sqrt(sum) : Math.pow(sum, 1 / p);
  }

  private static void scale(Object values, int from, int length, double factor) {
    for (int i = from; i < from + length; i++) {
      if (values instanceof float[] singles) {
        singles[i] = (float) (singles[i] * factor);
      } else {
        ((double[]) values)[i] *= factor;
      }
    }
  }
}
