package org.gradus.core.internal.kernels.vector;

/**
 * The matrix product by way of its transpose, Cᵀ = Bᵀ · Aᵀ, which reads a transposed A as it is
 * stored.
 *
 * <p>Each element is the same chain of fused multiply-adds: the factors of a term change places,
 * the terms do not.
 */
final class TransposedProduct {
  private static final int L = RegisterTiles.L;

  private TransposedProduct() {}

  /**
   * Returns whether to go this way: with fewer columns than lanes, the rows of Cᵀ fill the vectors
   * better; with both operands transposed and C the smaller matrix, transposing C is less than
   * transposing B.
   */
  static boolean isFaster(Operands o) {
    boolean transposedA = o.aStep() != 1;
    boolean transposedB = o.bColumn() != 1;
    return transposedA && o.m() >= L && (o.n() < L || (transposedB && 2 * o.m() <= o.k()));
  }

  /** Computes a product with contiguous columns of A, m ≥ L and n, k ≥ 1. */
  static void multiply(Operands o) {
    int m = o.m();
    int n = o.n();
    int size = m * n;
    float[] copy = Scratch.own().c(size + (n < L ? m * L : 0));
    if (o.accumulate()) {
      for (int to = 0; to < m; to += L) {
        int i = Math.min(to, m - L);
        Packing.transpose(o.c(), o.cOffset() + i * o.cRow(), L, o.cRow(), n, copy, i, m);
      }
    }
    BlockedProduct.multiply(o.transposed(copy));
    if (n < L) {
      Packing.transposeToPanel(copy, 0, n, m, m, copy, size);
      NarrowProduct.store(copy, size, o);
    } else {
      for (int to = 0; to < n; to += L) {
        int j = Math.min(to, n - L);
        Packing.transpose(copy, j * m, L, m, m, o.c(), o.cOffset() + j, o.cRow());
      }
    }
  }
}
