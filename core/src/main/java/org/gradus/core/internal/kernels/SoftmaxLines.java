package org.gradus.core.internal.kernels;

/**
 * The softmax of lines that lie one after another: y = e^(x − m) / Σ e^(x − m), m the largest of a
 * line. A line with a NaN becomes NaN.
 */
public interface SoftmaxLines {
  /**
   * Computes lines.
   *
   * @param lines their number
   * @param length the length of each
   * @param maxima where m of line i goes, at {@code linesOffset + i}
   * @param logSums where ln Σ e^(x − m) of line i goes, at {@code linesOffset + i}; may be the
   *     array of the maxima, if these are not wanted
   */
  void apply(
      float[] x,
      int xOffset,
      int lines,
      int length,
      float[] y,
      int yOffset,
      float[] maxima,
      float[] logSums,
      int linesOffset);

  /** As the float32 form. */
  void apply(
      double[] x,
      int xOffset,
      int lines,
      int length,
      double[] y,
      int yOffset,
      double[] maxima,
      double[] logSums,
      int linesOffset);
}
