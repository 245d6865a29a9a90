package org.gradus.core.internal.kernels.vector;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;

/**
 * Register tiles of about the same height, the innermost loops of the matrix product; see {@link
 * RegisterTiles}.
 *
 * <p>They read copies whose strides are constants, see {@link Packing}: then the compiler moves all
 * checks of indices out of the loop and folds the strides into addresses. What else it would spend
 * on them competes with the multiply-adds for the same ports of the processor: 155 GFLOP/s instead
 * of 115. A copy of A has one of two layouts, so a class of tiles is defined twice from the same
 * source, see {@link LoopClass}.
 */
interface Tiles {
  /**
   * Computes the tile of rows from {@code row} on and all columns.
   *
   * @param vectors the number of vectors a row of B takes
   */
  void compute(Operands o, int row, int vectors);

  /**
   * Returns tiles for copies of rows of A, or for copies of its columns.
   *
   * @param type the class of the tiles
   */
  static Tiles define(Class<? extends Tiles> type, boolean columns) {
    return LoopClass.defineAgain(type, Tiles.class, columns);
  }

  /** Returns the distance of rows in the copies of A that the class of a lookup reads. */
  static int rowDistance(Lookup type) {
    try {
      boolean columns = Boolean.TRUE.equals(MethodHandles.classData(type, "_", Boolean.class));
      return columns ? 1 : Packing.ROW;
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("[kernels] " + type + " cannot read its data.", e);
    }
  }
}
