package org.gradus.core.internal.kernels;

import org.gradus.core.pointwise.Exp;

/**
 * The softmax of lines that lie one after another: y = e^(x − m) / Σ e^(x − m), m the largest of a
 * line.
 *
 * <p>Long lines are reduced one by one. Short ones, such as the ten classes of digits, would cost
 * more in calls than in arithmetic: there all lines go through one exponential together.
 */
public final class SoftmaxLines {
  private static final Exp EXP = new Exp();

  /** The length from which a line is worth loops of its own. */
  private static final int LONG = 64;

  private SoftmaxLines() {}

  /**
   * Computes lines in float32.
   *
   * @param lines their number
   * @param maxima where m of line i goes, at {@code linesOffset + i}
   * @param logSums where ln Σ e^(x − m) of line i goes, at {@code linesOffset + i}
   */
  public static void apply(
      Kernels kernels,
      float[] x,
      int xOffset,
      int lines,
      int length,
      float[] y,
      int yOffset,
      float[] maxima,
      float[] logSums,
      int linesOffset) {
    boolean together = length < LONG;
    for (int i = 0; i < lines; i++) {
      int from = xOffset + i * length;
      int to = yOffset + i * length;
      float max = together ? max(x, from, length) : kernels.reductions().max(x, from, length);
      maxima[linesOffset + i] = max;
      if (together) {
        for (int j = 0; j < length; j++) {
          y[to + j] = x[from + j] - max;
        }
      }
    }
    if (together) {
      kernels.unary(EXP).apply(EXP, y, yOffset, y, yOffset, lines * length);
    }
    for (int i = 0; i < lines; i++) {
      int to = yOffset + i * length;
      float max = maxima[linesOffset + i];
      float sum =
          together
              ? sum(y, to, length)
              : kernels.reductions().expAndSum(x, xOffset + i * length, max, y, to, length);
      logSums[linesOffset + i] = (float) Math.log(sum);
      float share = 1 / sum;
      for (int j = 0; j < length; j++) {
        y[to + j] *= share;
      }
    }
  }

  /** As the float32 form. */
  public static void apply(
      Kernels kernels,
      double[] x,
      int xOffset,
      int lines,
      int length,
      double[] y,
      int yOffset,
      double[] maxima,
      double[] logSums,
      int linesOffset) {
    Reductions reductions = kernels.reductions();
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

  /**
   * Returns the largest element that is a number. Comparing is several times as fast as {@link
   * Math#max} on short lines; a NaN need not win here, since it stays NaN in the exponential.
   */
  private static float max(float[] x, int offset, int length) {
    float max = Float.NEGATIVE_INFINITY;
    for (int i = offset; i < offset + length; i++) {
      if (x[i] > max) {
        max = x[i];
      }
    }
    return max;
  }

  /** Returns the sum, by four chains. */
  private static float sum(float[] x, int offset, int length) {
    double sum0 = 0;
    double sum1 = 0;
    double sum2 = 0;
    double sum3 = 0;
    int whole = length & -4;
    for (int i = offset; i < offset + whole; i += 4) {
      sum0 += x[i];
      sum1 += x[i + 1];
      sum2 += x[i + 2];
      sum3 += x[i + 3];
    }
    for (int i = offset + whole; i < offset + length; i++) {
      sum0 += x[i];
    }
    return (float) ((sum0 + sum1) + (sum2 + sum3));
  }
}
