package org.gradus.core.internal.kernels.vector;

import java.util.List;
import org.gradus.core.internal.kernels.MatrixProduct;

/**
 * The matrix product on one thread: cut into blocks that fit the caches, and those into strips of
 * columns for the register tiles.
 *
 * <p>Both operands are copied, see {@link Packing}: A block by block, and B strip by strip or,
 * where there are several blocks of rows, all strips at once.
 */
final class BlockedProduct {
  /** Rows of C that are done at once: their copy of A stays in the L2 cache. */
  private static final int ROWS = 384;

  /** Columns of C whose copy of B is kept for all rows: 1.5 MB. */
  private static final int COLUMNS = 1024;

  private BlockedProduct() {}

  /** Computes a product with m, k ≥ 1 and n ≥ L. */
  static void multiply(Operands o) {
    if (o.m() > ROWS) {
      blocksOfRows(o);
      return;
    }
    int size = evenly(o.k());
    for (int p = 0; p < o.k(); p += size) {
      strips(Packing.a(o.terms(p, Math.min(size, o.k() - p))));
    }
  }

  private static void blocksOfRows(Operands o) {
    int size = evenly(o.k());
    for (int j = 0; j < o.n(); ) {
      int width = width(o.n() - j);
      Operands columns = o.columns(j, width);
      for (int p = 0; p < o.k(); p += size) {
        rows(columns.terms(p, Math.min(size, o.k() - p)));
      }
      j += width;
    }
  }

  /** Returns how many columns to take next, leaving none behind or a vector of them at least. */
  private static int width(int columns) {
    return columns - COLUMNS < RegisterTiles.L ? columns : COLUMNS;
  }

  /** Computes more than {@link #ROWS} rows, with one copy of B for all of them. */
  private static void rows(Operands o) {
    List<Operands> strips = Packing.strips(o);
    for (int i = 0; i < o.m(); i += ROWS) {
      int count = Math.min(ROWS, o.m() - i);
      Operands block = Packing.a(o.rows(i, count));
      int column = 0;
      for (Operands strip : strips) {
        RegisterTiles.multiply(
            block.columns(column, strip.n()).withB(strip.b(), strip.bOffset(), strip.bStep()));
        column += strip.n();
      }
    }
  }

  /** Returns the number of terms in blocks of about the same size. */
  private static int evenly(int k) {
    int blocks = (k + Packing.TERMS - 1) / Packing.TERMS;
    return (k + blocks - 1) / blocks;
  }

  /**
   * Computes a product with m, k ≥ 1 whose B is in panels: see {@link MatrixProduct#addPanels}.
   *
   * @param o the product, with the number of columns of a panel, at least L, as the distance of the
   *     rows of B
   */
  static void addPanels(Operands o) {
    int width = o.bStep();
    int size = evenly(o.k());
    for (int i = 0; i < o.m(); i += ROWS) {
      Operands rows = o.rows(i, Math.min(ROWS, o.m() - i));
      for (int p = 0; p < o.k(); p += size) {
        Operands block = Packing.a(rows.terms(p, Math.min(size, o.k() - p)));
        for (int j = 0; j < o.n(); j += width) {
          int columns = Math.min(width, o.n() - j);
          strips(
              block
                  .columns(j, columns)
                  .withB(o.b(), o.bOffset() + j * o.k() + p * columns, columns));
        }
      }
    }
  }

  private static void strips(Operands o) {
    for (int j = 0; j < o.n(); ) {
      int width = RegisterTiles.width(o.n() - j, o.k());
      RegisterTiles.multiply(Packing.b(o.columns(j, width)));
      j += width;
    }
  }
}
