package org.gradus.core.internal.kernels;

import org.gradus.core.pointwise.UnaryFunction;

/**
 * Applies a function of one number, or its derivative, to a run of elements.
 *
 * <p>The function passed must be of the class that the loop was asked for. Input and output may be
 * the same run. Sequential: the caller divides long runs among threads.
 */
public interface UnaryLoop {
  /** Sets y[i] = f(x[i]). */
  void apply(UnaryFunction f, float[] x, int xOffset, float[] y, int yOffset, int length);

  /** Sets y[i] = f(x[i]). */
  void apply(UnaryFunction f, double[] x, int xOffset, double[] y, int yOffset, int length);

  /**
   * Sets dx[i] = g[i] · f′(x[i], y[i]). Where f does not read x or y, any run of the length may
   * stand in for it.
   */
  void derivative(
      UnaryFunction f,
      float[] g,
      int gOffset,
      float[] x,
      int xOffset,
      float[] y,
      int yOffset,
      float[] dx,
      int dxOffset,
      int length);

  /** As the float32 form. */
  void derivative(
      UnaryFunction f,
      double[] g,
      int gOffset,
      double[] x,
      int xOffset,
      double[] y,
      int yOffset,
      double[] dx,
      int dxOffset,
      int length);
}
