package org.gradus.core.recurrent;

import org.gradus.core.internal.kernels.Backend;
import org.gradus.core.internal.kernels.MatrixProduct;

/** The matrix product of rows, for both types. */
final class Products {
  private Products() {}

  /**
   * Adds A · B to C: A (m, k), B (k, n), C (m, n).
   *
   * @param transposed whether B is given as (n, k)
   */
  static void add(int m, int n, int k, Rows a, Rows b, boolean transposed, Rows c) {
    multiply(false, transposed, m, n, k, a, b, true, c);
  }

  /**
   * Adds A · B to C: A (m, k), B (k, n) in panels, C (m, n).
   *
   * @param width the columns of a panel: see {@link MatrixProduct#addPanels}
   */
  static void addPanels(int m, int n, int k, Rows a, Rows panels, int width, Rows c) {
    MatrixProduct product = Backend.current().matrixProduct();
    if (c.array() instanceof float[] results) {
      product.addPanels(
          m,
          n,
          k,
          (float[]) a.array(),
          a.offset(),
          a.stride(),
          (float[]) panels.array(),
          panels.offset(),
          width,
          results,
          c.offset(),
          c.stride());
    } else {
      product.addPanels(
          m,
          n,
          k,
          (double[]) a.array(),
          a.offset(),
          a.stride(),
          (double[]) panels.array(),
          panels.offset(),
          width,
          (double[]) c.array(),
          c.offset(),
          c.stride());
    }
  }

  /** Sets C to Aᵀ · B: A (k, m), B (k, n), C (m, n). */
  static void transposed(int m, int n, int k, Rows a, Rows b, Rows c) {
    multiply(true, false, m, n, k, a, b, false, c);
  }

  private static void multiply(
      boolean transposeA,
      boolean transposeB,
      int m,
      int n,
      int k,
      Rows a,
      Rows b,
      boolean accumulate,
      Rows c) {
    MatrixProduct product = Backend.current().matrixProduct();
    if (c.array() instanceof float[] results) {
      product.multiply(
          transposeA,
          transposeB,
          m,
          n,
          k,
          (float[]) a.array(),
          a.offset(),
          a.stride(),
          (float[]) b.array(),
          b.offset(),
          b.stride(),
          accumulate,
          results,
          c.offset(),
          c.stride());
    } else {
      product.multiply(
          transposeA,
          transposeB,
          m,
          n,
          k,
          (double[]) a.array(),
          a.offset(),
          a.stride(),
          (double[]) b.array(),
          b.offset(),
          b.stride(),
          accumulate,
          (double[]) c.array(),
          c.offset(),
          c.stride());
    }
  }
}
