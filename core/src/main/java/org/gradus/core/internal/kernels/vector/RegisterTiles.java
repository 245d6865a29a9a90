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
 */
final class RegisterTiles {
  /** The lanes of a vector. */
  static final int L = FloatVector.SPECIES_PREFERRED.length();

  /** Whether there are 32 vector registers: so it is wherever vectors have 512 bit. */
  private static final boolean MANY_REGISTERS = L >= 16;

  private static final int MOST_VECTORS = MANY_REGISTERS ? 4 : 3;

  private RegisterTiles() {}

  /**
   * Returns how many columns to take as the next strip: as many vectors as fit a tile, leaving no
   * lone vector behind, whose tile would be the least efficient.
   *
   * @param columns the number of columns left, at least 1
   */
  static int width(int columns) {
    int vectors = (columns + L - 1) / L;
    if (vectors <= MOST_VECTORS) {
      return columns;
    }
    return (vectors == MOST_VECTORS + 1 ? MOST_VECTORS - 1 : MOST_VECTORS) * L;
  }

  /**
   * Computes a strip of C.
   *
   * @param o the product: n is what {@link #width} gave, and each row of B is whole vectors, the
   *     last of them being the last L columns, as {@link Packing#vectors} arranges if n is not a
   *     multiple of L
   */
  static void multiply(Operands o) {
    switch ((o.n() + L - 1) / L) {
      case 1 -> oneVector(o);
      case 2 -> twoVectors(o);
      case 3 -> threeVectors(o);
      default -> fourVectors(o);
    }
  }

  private static void oneVector(Operands o) {
    for (int i = 0; i < o.m(); i += 8) {
      if (o.aStep() == 1) {
        SingleTiles.contiguous8x1(o, i);
      } else {
        SingleTiles.strided8x1(o, i);
      }
    }
  }

  private static void twoVectors(Operands o) {
    for (int i = 0; i < o.m(); ) {
      if (MANY_REGISTERS && o.m() - i > 4) {
        TallTiles.tile8x2(o, i);
        i += 8;
      } else {
        LowTiles.tile4x2(o, i);
        i += 4;
      }
    }
  }

  private static void threeVectors(Operands o) {
    for (int i = 0; i < o.m(); ) {
      if (MANY_REGISTERS && o.m() - i > 4) {
        TallTiles.tile8x3(o, i);
        i += 8;
      } else {
        LowTiles.tile4x3(o, i);
        i += 4;
      }
    }
  }

  private static void fourVectors(Operands o) {
    for (int i = 0; i < o.m(); ) {
      int rows = o.m() - i;
      boolean pairOfLowTiles = rows == 7 || rows == 8;
      if (rows > 4 && !pairOfLowTiles) {
        TallTiles.tile6x4(o, i);
        i += 6;
      } else {
        LowTiles.tile4x4(o, i);
        i += 4;
      }
    }
  }
}
