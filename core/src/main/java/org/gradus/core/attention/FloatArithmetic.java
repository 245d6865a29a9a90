package org.gradus.core.attention;

import java.util.Arrays;
import org.gradus.core.internal.kernels.Backend;
import org.gradus.core.internal.kernels.Kernels;

/** The kernels of attention in float32. */
final class FloatArithmetic implements Arithmetic<float[]> {
  private static final ThreadLocal<float[][]> OWN =
      ThreadLocal.withInitial(() -> new float[Use.values().length][0]);

  private final Kernels kernels = Backend.current();

  @Override
  public float[] own(Use use, int length) {
    float[][] buffers = OWN.get();
    int place = use.ordinal();
    if (buffers[place].length < length) {
      buffers[place] = new float[length];
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
      float[] a,
      int aOffset,
      int lda,
      float[] b,
      int bOffset,
      int ldb,
      boolean accumulate,
      float[] c,
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
  public void scale(float[] x, int length, double scale) {
    kernels.reductions().axpby((float) scale, x, 0, 0, x, 0, length);
  }

  @Override
  public void add(float[] mask, int maskOffset, int step, float[] x, int xOffset, int length) {
    if (step == 1) {
      kernels.reductions().axpby(1, mask, maskOffset, 1, x, xOffset, length);
      return;
    }
    for (int j = 0; j < length; j++) {
      x[xOffset + j] += mask[maskOffset];
    }
  }

  @Override
  public void hide(float[] x, int from, int to) {
    Arrays.fill(x, from, to, Float.NEGATIVE_INFINITY);
  }

  @Override
  public void softmax(float[] x, int lines, int length, float[] maxima, float[] logSums) {
    kernels.softmaxLines().apply(x, 0, lines, length, x, 0, maxima, logSums, 0);
    for (int i = 0; i < lines; i++) {
      if (maxima[i] == Float.NEGATIVE_INFINITY) {
        Arrays.fill(x, i * length, (i + 1) * length, 0);
      }
    }
  }

  @Override
  public void softmaxDerivative(float[] p, float[] y, int lines, int length, double scale) {
    float factor = (float) scale;
    for (int i = 0; i < lines; i++) {
      float mean = kernels.reductions().dot(p, i * length, y, i * length, length);
      for (int j = i * length; j < (i + 1) * length; j++) {
        y[j] = factor * p[j] * (y[j] - mean);
      }
    }
  }
}
