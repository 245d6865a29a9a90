package org.gradus.core.internal.kernels.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The matrix product of fewer columns than a vector has lanes, in copies of B and C filled up to a
 * vector with whatever is at hand; those lanes are dropped.
 */
final class NarrowProduct {
  private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
  private static final int L = S.length();

  private NarrowProduct() {}

  /** Computes a product with m, k ≥ 1 and 1 ≤ n &lt; L. */
  static void multiply(Operands o) {
    float[] copy = Scratch.own().c(o.m() * L);
    if (o.accumulate()) {
      for (int i = 0; i < o.m(); i++) {
        System.arraycopy(o.c(), o.cOffset() + i * o.cRow(), copy, i * L, o.n());
      }
    }
    BlockedProduct.multiply(Packing.filled(o).withC(copy, L));
    store(copy, 0, o);
  }

  /**
   * Stores C.
   *
   * @param rows has row i from {@code from + i · L} on, followed by values of no meaning
   */
  static void store(float[] rows, int from, Operands o) {
    int n = o.n();
    int i = 0;
    if (o.cRow() == n) {
      // What a vector writes after its row, the next rows overwrite.
      for (; i * n + L <= o.m() * n; i++) {
        FloatVector.fromArray(S, rows, from + i * L).intoArray(o.c(), o.cOffset() + i * n);
      }
    }
    for (; i < o.m(); i++) {
      System.arraycopy(rows, from + i * L, o.c(), o.cOffset() + i * o.cRow(), n);
    }
  }
}
