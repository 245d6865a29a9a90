package org.gradus.core.internal.kernels.vector;

import jdk.incubator.vector.FloatVector;

/**
 * Covers a strip of C with register tiles: parts of C that stay in vector registers over all of k.
 *
 * <p>A tile of R rows and V vectors takes, for each p, V vectors of B and R broadcast elements of
 * A, and does R · V fused multiply-adds; each element of C is one chain of them in the order of p.
 * Large tiles load least for each multiply-add: 24 accumulators of the 32 registers of AVX-512, 12
 * of the 16 of AVX2.
 *
 * <p>Edges need neither masks nor loops of their own. The last vector of a row ends at the row's
 * end and may overlap the one before it; rows beyond the last repeat the last. What is computed
 * twice has the same bits both times, and as a tile reads all of its part of C before it writes
 * any, that is sound when C is added to as well. (Masked stores take a slow path in JDK 17.)
 *
 * <p>The tiles are written out, and call nothing but the Vector API, because the compiler keeps
 * vectors in registers only as local variables of one method that is not too large. A vector that a
 * branch chooses or that a helper returns may end as an object in memory, at a tenth of the speed.
 *
 * @param low the tiles of four rows
 * @param tall the tiles of eight rows and up to two vectors
 * @param large the tiles of eight rows and three vectors or of six rows and four
 */
record RegisterTiles(Tiles low, Tiles tall, Tiles large) {
  /** The lanes of a vector. */
  static final int L = FloatVector.SPECIES_PREFERRED.length();

  /** Whether there are 32 vector registers: so it is wherever vectors have 512 bit. */
  private static final boolean MANY_REGISTERS = L >= 16;

  /** The longest sums for which four vectors of each row of B stay in the L1 cache. */
  private static final int TERMS_OF_FOUR_VECTORS = 128;

  private static final int LOW = 4;

  private static final RegisterTiles ROWS = of(false);
  private static final RegisterTiles COLUMNS = of(true);

  private static RegisterTiles of(boolean columns) {
    return new RegisterTiles(
        Tiles.define(LowTiles.class, columns),
        Tiles.define(TallTiles.class, columns),
        Tiles.define(LargeTiles.class, columns));
  }

  /**
   * Returns how many columns to take as the next strip: as many vectors as fit a tile, leaving no
   * lone vector behind, whose tile would be the least efficient.
   *
   * @param columns the number of columns left, at least 1
   * @param k the length of the sums
   */
  static int width(int columns, int k) {
    int most = MANY_REGISTERS && k <= TERMS_OF_FOUR_VECTORS ? 4 : 3;
    int vectors = vectors(columns);
    if (vectors <= most) {
      return columns;
    }
    return (vectors == most + 1 ? most - 1 : most) * L;
  }

  /** Returns the number of vectors of a row of so many columns. */
  static int vectors(int columns) {
    return (columns + L - 1) / L;
  }

  /**
   * Computes a strip of C.
   *
   * @param o the product of copies of A and B: n is what {@link #width} gave and at least L
   */
  static void multiply(Operands o) {
    if (o.aStep() == 1) {
      ROWS.cover(o);
      return;
    }
    for (int i = 0; i < o.m(); i += L) {
      COLUMNS.cover(o.panel(i, Math.min(L, o.m() - i)));
    }
  }

  private void cover(Operands o) {
    int vectors = vectors(o.n());
    for (int i = 0; i < o.m(); ) {
      int tallRows = tallRows(o.m() - i, vectors);
      if (tallRows > 0) {
        (vectors <= 2 ? tall : large).compute(o, i, vectors);
        i += tallRows;
      } else {
        low.compute(o, i, vectors);
        i += LOW;
      }
    }
  }

  /**
   * Returns the number of rows of the tall or large tile to take next, or 0 to take the low one.
   */
  private static int tallRows(int rows, int vectors) {
    if (rows <= LOW) {
      return 0;
    }
    if (vectors == 4) {
      boolean pairOfLowTiles = rows == 7 || rows == 8;
      return pairOfLowTiles ? 0 : 6;
    }
    return MANY_REGISTERS || vectors == 1 ? 8 : 0;
  }
}
