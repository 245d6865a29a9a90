package org.gradus.core.internal.kernels.vector;

/**
 * Covers a strip of C with register tiles that read each row of B where a table says, as {@link
 * RegisterTiles} does where the rows are a step apart.
 *
 * <p>Tiles have two or three vectors; the last ends at the strip's end and overlaps the one before
 * it if the strip is shorter.
 */
final class IndirectTiles {
  private static final int L = RegisterTiles.L;
  private static final int TALL = 8;
  private static final int LOW = 4;

  private IndirectTiles() {}

  /**
   * Returns how many columns to take as the next strip, leaving no lone vector behind: two vectors
   * where that is possible. Tiles of three would load less for each multiply-add, but in some
   * processes the compiler keeps parts of them on the stack: their index checks cut the loop into
   * pieces, in the last of which it loads all eight elements of A ahead, 35 registers in all.
   */
  static int width(int columns) {
    int vectors = (columns + L - 1) / L;
    if (vectors <= 3) {
      return columns;
    }
    return 2 * L;
  }

  /**
   * Computes a strip of C.
   *
   * @param o the product of a copy of A: n is what {@link #width} gave, and at least L
   * @param rows has where the rows of B begin, in addition to its offset
   * @param first the index of B's first row in {@code rows}
   */
  static void multiply(Operands o, int[] rows, int first) {
    int i = 0;
    while (i < o.m()) {
      if (o.m() - i > LOW) {
        TallIndirectTiles.compute(o, rows, first, i);
        i += TALL;
      } else {
        LowIndirectTiles.compute(o, rows, first, i);
        i += LOW;
      }
    }
  }
}
