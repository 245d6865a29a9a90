package org.gradus.core.internal.kernels.normalization;

/**
 * Loops over the columns of a matrix, each of which has constants of its own, such as the features
 * of a batch. Rows are a stride apart; all offsets but those of the constants are of the first row.
 * Results depend on the numbers and sizes alone. A result may be written over an operand.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
public interface ColumnLoops<A> {
  /** Sets y[j] = Σ_i x[i, j]. */
  void sums(A x, int xOffset, int rows, int stride, int columns, A y, int yOffset);

  /** Sets y[j] = Σ_i (x[i, j] − center[j])². */
  void sumsOfSquares(
      A x,
      int xOffset,
      int rows,
      int stride,
      int columns,
      A center,
      int centerOffset,
      A y,
      int yOffset);

  /** Sets y[j] = Σ_i g[i, j] · (x[i, j] − center[j]). */
  void dots(
      A g,
      int gOffset,
      A x,
      int xOffset,
      int rows,
      int stride,
      int columns,
      A center,
      int centerOffset,
      A y,
      int yOffset);

  /** Sets y[i, j] = (x[i, j] − center[j]) · scale[j] + shift[j]; constants from their offset on. */
  void affine(
      A x,
      int xOffset,
      int rows,
      int stride,
      int columns,
      A center,
      A scale,
      A shift,
      int constantsOffset,
      A y,
      int yOffset);

  /**
   * Sets y[i, j] = p[j] · g[i, j] + q[j] · (x[i, j] − center[j]) + u[j]; constants from their
   * offset on.
   */
  void combine(
      A g,
      int gOffset,
      A x,
      int xOffset,
      int rows,
      int stride,
      int columns,
      A p,
      A q,
      A center,
      A u,
      int constantsOffset,
      A y,
      int yOffset);
}
