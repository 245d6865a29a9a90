package org.gradus.core.attention;

import java.util.Arrays;
import org.gradus.core.internal.kernels.Backend;
import org.gradus.core.internal.kernels.Kernels;

/** The kernels of attention in float64. */
final class DoubleArithmetic implements Arithmetic<double[]> {
  private static final ThreadLocal<double[][]> OWN =
      ThreadLocal.withInitial(() -> new double[Use.values().length][0]);

  private final Kernels kernels = Backend.current();

  @Override
  public double[] own(Use use, int length) {
    double[][] buffers = OWN.get();
    int place = use.ordinal();
    if (buffers[place].length < length) {
      buffers[place] = new double[length];
    }
    return buffers[place];
  }

  @Override
  public void multiply(
      boolean transposeA,
      boolean transposeB,
      int m,
      int n,
      int k,
      double[] a,
      int aOffset,
      int lda,
      double[] b,
      int bOffset,
      int ldb,
      boolean accumulate,
      double[] c,
      int cOffset,
      int ldc) {
    kernels
        .matrixProduct()
        .multiply(
            transposeA,
            transposeB,
            m,
            n,
            k,
            a,
            aOffset,
            lda,
            b,
            bOffset,
            ldb,
            accumulate,
            c,
            cOffset,
            ldc);
  }

  @Override
  public void scale(double[] x, int length, double scale) {
    kernels.reductions().axpby(scale, x, 0, 0, x, 0, length);
  }

  @Override
  public void add(double[] mask, int maskOffset, int step, double[] x, int xOffset, int length) {
    if (step == 1) {
      kernels.reductions().axpby(1, mask, maskOffset, 1, x, xOffset, length);
      return;
    }
    for (int j = 0; j < length; j++) {
      x[xOffset + j] += mask[maskOffset];
    }
  }

  @Override
  public void hide(double[] x, int from, int to) {
    Arrays.fill(x, from, to, Double.NEGATIVE_INFINITY);
  }

  @Override
  public void softmax(double[] x, int lines, int length, double[] maxima, double[] logSums) {
    kernels.softmaxLines().apply(x, 0, lines, length, x, 0, maxima, logSums, 0);
    for (int i = 0; i < lines; i++) {
      if (maxima[i] == Double.NEGATIVE_INFINITY) {
        Arrays.fill(x, i * length, (i + 1) * length, 0);
      }
    }
  }

  @Override
  public void softmaxDerivative(double[] p, double[] y, int lines, int length, double scale) {
    double factor = scale;
    for (int i = 0; i < lines; i++) {
      double mean = kernels.reductions().dot(p, i * length, y, i * length, length);
      for (int j = i * length; j < (i + 1) * length; j++) {
        y[j] = factor * p[j] * (y[j] - mean);
      }
    }
  }
}
