package org.gradus.core.internal.kernels.vector;

import static org.gradus.core.internal.kernels.vector.RegisterTiles.L;

/**
 * The matrix product on one thread: cut into blocks that fit the caches, and those into strips of
 * columns for the register tiles.
 *
 * <p>The operands are read where they are as long as that is fast. B is copied if its columns are
 * not contiguous, or if there are so many rows that the copy, from which reading is a little
 * faster, pays for itself. A is copied if it is large and its columns are contiguous: their
 * elements of a few rows lie so far apart that they would crowd each other out of the caches.
 */
final class BlockedProduct {
  /**
   * Terms of the sums over k that are done at once: a strip of B then stays in the L2 cache. Fewer
   * would fit the L1 cache, but C would be read and written more often, which costs more.
   */
  private static final int TERMS = 1024;

  /** Rows of C that are done at once; for each such block B is copied again. */
  private static final int ROWS = 1024;

  /** Rows from which on B is copied in any case. */
  private static final int ROWS_TO_COPY_B = 100;

  /** Columns from which on a large A is copied; large is what is far beyond the L1 cache. */
  private static final int COLUMNS_TO_COPY_A = 128;

  private static final int LARGE_A = 1 << 17;

  private BlockedProduct() {}

  /** Computes a product with m, k ≥ 1 and n ≥ L. */
  static void multiply(Operands o) {
    for (int i = 0; i < o.m(); i += ROWS) {
      Operands rows = o.rows(i, Math.min(ROWS, o.m() - i));
      int size = evenly(o.k());
      for (int p = 0; p < o.k(); p += size) {
        strips(rows.terms(p, Math.min(size, o.k() - p)));
      }
    }
  }

  /** Returns the number of terms in blocks of about the same size. */
  private static int evenly(int k) {
    int blocks = (k + TERMS - 1) / TERMS;
    return (k + blocks - 1) / blocks;
  }

  private static void strips(Operands o) {
    boolean copyA = o.aStep() != 1 && o.n() >= COLUMNS_TO_COPY_A && o.m() * o.k() >= LARGE_A;
    boolean copyB = o.bColumn() != 1 || o.m() >= ROWS_TO_COPY_B;
    Operands product = copyA ? Packing.panels(o) : o;
    for (int j = 0; j < o.n(); ) {
      int width = RegisterTiles.width(o.n() - j, o.k());
      Operands columns = product.columns(j, width);
      Operands strip = copyB ? Packing.vectors(columns) : columns;
      if (copyA) {
        for (int i = 0; i < o.m(); i += L) {
          RegisterTiles.multiply(strip.panel(i, Math.min(L, o.m() - i)));
        }
      } else {
        RegisterTiles.multiply(strip);
      }
      j += width;
    }
  }
}
