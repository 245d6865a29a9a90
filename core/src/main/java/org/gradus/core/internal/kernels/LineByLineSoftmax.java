package org.gradus.core.internal.kernels;

/**
 * Reduces lines one by one.
 *
 * @param reductions of a line
 */
public record LineByLineSoftmax(Reductions reductions) implements SoftmaxLines {
  @Override
  public void apply(
      float[] x,
      int xOffset,
      int lines,
      int length,
      float[] y,
      int yOffset,
      float[] maxima,
      float[] logSums,
      int linesOffset) {
    for (int i = 0; i < lines; i++) {
      int from = xOffset + i * length;
      int to = yOffset + i * length;
      float max = reductions.max(x, from, length);
      float sum = reductions.expAndSum(x, from, max, y, to, length);
      maxima[linesOffset + i] = max;
      logSums[linesOffset + i] = (float) Math.log(sum);
      reductions.axpby(1 / sum, y, to, 0, y, to, length);
    }
  }

  @Override
  public void apply(
      double[] x,
      int xOffset,
      int lines,
      int length,
      double[] y,
      int yOffset,
      double[] maxima,
      double[] logSums,
      int linesOffset) {
    for (int i = 0; i < lines; i++) {
      int from = xOffset + i * length;
      int to = yOffset + i * length;
      double max = reductions.max(x, from, length);
      double sum = reductions.expAndSum(x, from, max, y, to, length);
      maxima[linesOffset + i] = max;
      logSums[linesOffset + i] = Math.log(sum);
      reductions.axpby(1 / sum, y, to, 0, y, to, length);
    }
  }
}
