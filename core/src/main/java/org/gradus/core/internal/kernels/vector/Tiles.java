package org.gradus.core.internal.kernels.vector;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;

/**
 * Register tiles of about the same height, the innermost loops of the matrix product; see {@link
 * RegisterTiles}.
 *
 * <p>A class of tiles is defined twice from the same source, see {@link LoopClass}: once for an A
 * whose rows are contiguous and once for one whose columns are. One of A's strides is then the
 * constant 1, so that the compiler moves the checks of A's indices out of the loop, or makes one of
 * them: 10 to 40 % faster than with two strides of which it knows nothing.
 */
interface Tiles {
  /**
   * Computes the tile of rows from {@code row} on and all columns.
   *
   * @param vectors the number of vectors a row of B takes
   */
  void compute(Operands o, int row, int vectors);

  /**
   * Returns tiles for an A of contiguous columns, or of contiguous rows.
   *
   * @param type the class of the tiles
   */
  static Tiles define(Class<? extends Tiles> type, boolean columns) {
    return LoopClass.defineAgain(type, Tiles.class, columns);
  }

  /** Returns what the class of a lookup was defined for. */
  static boolean readsColumns(Lookup type) {
    try {
      return Boolean.TRUE.equals(MethodHandles.classData(type, "_", Boolean.class));
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("[kernels] " + type + " cannot read its data.", e);
    }
  }
}
