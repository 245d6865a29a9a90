package org.gradus.core.internal.kernels.normalization;

/**
 * Loops over a line that has constants, and a weight for every element, such as the features of an
 * example. Results depend on the numbers and the length alone. A result may be written over an
 * operand.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
public interface LineLoops<A> {
  /** Returns Σ weight · g · (x − center). */
  double weightedDot(
      A weight, int weightOffset, A g, int gOffset, A x, int xOffset, int length, double center);

  /** Sets y = (x − center) · scale · weight + shift. */
  void affine(
      A x,
      int xOffset,
      int length,
      double center,
      double scale,
      A weight,
      int weightOffset,
      A shift,
      int shiftOffset,
      A y,
      int yOffset);

  /** Sets y = p · weight · g + q · (x − center) + u. */
  void combine(
      A weight,
      int weightOffset,
      A g,
      int gOffset,
      A x,
      int xOffset,
      int length,
      double p,
      double q,
      double center,
      double u,
      A y,
      int yOffset);

  /** Adds g · (x − center) · scale to y. */
  void addProducts(
      A g,
      int gOffset,
      A x,
      int xOffset,
      int length,
      double center,
      double scale,
      A y,
      int yOffset);
}
