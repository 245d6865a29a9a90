package org.gradus.core.internal.kernels;

/**
 * The general matrix product C = op(A) · op(B) or C += op(A) · op(B), row-major.
 *
 * <p>op(A) is (m, k), op(B) is (k, n), C is (m, n). A transposed operand is stored the other way
 * round: A as (k, m), B as (n, k). Leading dimensions are the distance between the rows as stored.
 * Every element of C is the same chain of operations in the order of k, wherever it lies and
 * however the work is divided among threads. C must not overlap A or B. k = 0 gives zeros (or
 * leaves C).
 */
public interface MatrixProduct {
  /** Computes the product in float32, on the threads of the current pool where it is worth it. */
  void multiply(
      boolean transposeA,
      boolean transposeB,
      int m,
      int n,
      int k,
      float[] a,
      int aOffset,
      int lda,
      float[] b,
      int bOffset,
      int ldb,
      boolean accumulate,
      float[] c,
      int cOffset,
      int ldc);

  /** Computes the product in float64. */
  void multiply(
      boolean transposeA,
      boolean transposeB,
      int m,
      int n,
      int k,
      double[] a,
      int aOffset,
      int lda,
      double[] b,
      int bOffset,
      int ldb,
      boolean accumulate,
      double[] c,
      int cOffset,
      int ldc);

  /**
   * Adds A · B to C in float32, with B as {@link #multiply} would find it best: in panels of {@code
   * width} columns, one after the other, each (k, width) without gaps; the last may have fewer
   * columns. Runs on the calling thread.
   */
  default void addPanels(
      int m,
      int n,
      int k,
      float[] a,
      int aOffset,
      int lda,
      float[] panels,
      int offset,
      int width,
      float[] c,
      int cOffset,
      int ldc) {
    for (int j = 0; j < n; j += width) {
      int columns = Math.min(width, n - j);
      int b = offset + j * k;
      multiply(
          false,
          false,
          m,
          columns,
          k,
          a,
          aOffset,
          lda,
          panels,
          b,
          columns,
          true,
          c,
          cOffset + j,
          ldc);
    }
  }

  /**
   * Adds A · B to C in float64, with B as {@link #multiply} would find it best: in panels of {@code
   * width} columns, one after the other, each (k, width) without gaps; the last may have fewer
   * columns. Runs on the calling thread.
   */
  default void addPanels(
      int m,
      int n,
      int k,
      double[] a,
      int aOffset,
      int lda,
      double[] panels,
      int offset,
      int width,
      double[] c,
      int cOffset,
      int ldc) {
    for (int j = 0; j < n; j += width) {
      int columns = Math.min(width, n - j);
      int b = offset + j * k;
      multiply(
          false,
          false,
          m,
          columns,
          k,
          a,
          aOffset,
          lda,
          panels,
          b,
          columns,
          true,
          c,
          cOffset + j,
          ldc);
    }
  }
}
