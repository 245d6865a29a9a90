package org.gradus.core.internal.kernels.vector;

import static org.gradus.core.internal.kernels.vector.RegisterTiles.L;

/** The matrix product on one thread: cut into blocks that fit the caches, and those into strips. */
final class BlockedProduct {
  /** Terms of the sums over k that are done at once: a strip of B then stays in the L1 cache. */
  private static final int TERMS = 128;

  /** Rows of C that are done at once: their part of A then stays in the L2 cache. */
  private static final int ROWS = 1024;

  private BlockedProduct() {}

  /** Computes a product with m, n, k ≥ 1. */
  static void multiply(Operands o) {
    for (int i = 0; i < o.m(); i += ROWS) {
      Operands rows = o.rows(i, Math.min(ROWS, o.m() - i));
      if (o.n() < L) {
        narrow(rows);
      } else {
        wide(rows);
      }
    }
  }

  private static void wide(Operands o) {
    for (int p = 0; p < o.k(); p += TERMS) {
      strips(o.terms(p, Math.min(TERMS, o.k() - p)));
    }
  }

  private static void strips(Operands o) {
    for (int j = 0; j < o.n(); ) {
      int width = RegisterTiles.width(o.n() - j);
      Operands strip = o.columns(j, width);
      if (strip.bColumn() != 1) {
        float[] copy = Scratch.own().b(width * strip.k());
        Packing.columns(strip, copy, width);
        strip = strip.withB(copy, width);
      }
      RegisterTiles.multiply(strip);
      j += width;
    }
  }

  /** Computes fewer columns than a vector has lanes, in copies of B and C filled up to a vector. */
  private static void narrow(Operands o) {
    float[] copy = Scratch.own().c(o.m() * L);
    if (o.accumulate()) {
      for (int i = 0; i < o.m(); i++) {
        System.arraycopy(o.c(), o.cOffset() + i * o.cRow(), copy, i * L, o.n());
      }
    }
    for (int p = 0; p < o.k(); p += TERMS) {
      Operands terms = o.terms(p, Math.min(TERMS, o.k() - p));
      float[] b = Scratch.own().b(terms.k() * L);
      Packing.columns(terms, b, L);
      RegisterTiles.multiply(terms.withB(b, L).withC(copy, L));
    }
    for (int i = 0; i < o.m(); i++) {
      System.arraycopy(copy, i * L, o.c(), o.cOffset() + i * o.cRow(), o.n());
    }
  }
}
