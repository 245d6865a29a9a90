package org.gradus.core.internal.kernels.normalization;

/**
 * Loops over runs of neighbouring elements, a stride apart, that share their constants, such as a
 * channel of a batch of images. Results depend on the numbers, lengths and counts alone. A result
 * may be written over an operand.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
public interface RunLoops<A> {
  /** Returns Σ x. */
  double sum(A x, int xOffset, int runs, int stride, int length);

  /** Returns Σ (x − center)². */
  double sumOfSquares(A x, int xOffset, int runs, int stride, int length, double center);

  /** Returns Σ g · (x − center). */
  double dot(A g, int gOffset, A x, int xOffset, int runs, int stride, int length, double center);

  /** Sets y = (x − center) · scale + shift. */
  void affine(
      A x,
      int xOffset,
      int runs,
      int stride,
      int length,
      double center,
      double scale,
      double shift,
      A y,
      int yOffset);

  /** Sets y = p · g + q · (x − center) + u. */
  void combine(
      A g,
      int gOffset,
      A x,
      int xOffset,
      int runs,
      int stride,
      int length,
      double p,
      double q,
      double center,
      double u,
      A y,
      int yOffset);
}
