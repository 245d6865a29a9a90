package org.gradus.core.internal.kernels;

/**
 * The matrix product C = A · B or C += A · B whose rows of B lie anywhere in an array.
 *
 * <p>What a convolution is: the rows of B are then the same image, shifted, and need not be written
 * out. A is (m, k), its element (i, p) being {@code a[aOffset + i · lda + p]}; B is (k, n), its
 * element (p, j) being {@code b[bOffset + rows[first + p] + j]}, where rows may overlap; C is (m,
 * n) with rows {@code ldc} apart, and overlaps neither. Every element of C is the same chain of
 * operations in the order of k, wherever it lies. k ≥ 1. Runs on the calling thread.
 *
 * <p>Source of the idea: Dukhan, "The indirect convolution algorithm", 2019.
 */
public interface IndirectProduct {
  /** Computes the product in float32. */
  void multiply(
      int m,
      int n,
      int k,
      float[] a,
      int aOffset,
      int lda,
      float[] b,
      int bOffset,
      int[] rows,
      int first,
      boolean accumulate,
      float[] c,
      int cOffset,
      int ldc);

  /** Computes the product in float64. */
  void multiply(
      int m,
      int n,
      int k,
      double[] a,
      int aOffset,
      int lda,
      double[] b,
      int bOffset,
      int[] rows,
      int first,
      boolean accumulate,
      double[] c,
      int cOffset,
      int ldc);
}
