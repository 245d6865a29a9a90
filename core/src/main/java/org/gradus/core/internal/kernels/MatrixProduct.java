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
}
