package org.gradus.core.internal.kernels.normalization;

/** Loops over runs of {@code double[]} in plain Java; sums run in float64. */
public final class ScalarDoubleRunLoops implements RunLoops<double[]> {
  @Override
  public double sum(double[] x, int xOffset, int runs, int stride, int length) {
    double even = 0;
    double odd = 0;
    for (int run = 0; run < runs; run++) {
      int from = xOffset + run * stride;
      int end = from + length;
      int i = from;
      for (; i < end - 1; i += 2) {
        even += x[i];
        odd += x[i + 1];
      }
      if (i < end) {
        even += x[i];
      }
    }
    return even + odd;
  }

  @Override
  public double sumOfSquares(
      double[] x, int xOffset, int runs, int stride, int length, double center) {
    double even = 0;
    double odd = 0;
    for (int run = 0; run < runs; run++) {
      int from = xOffset + run * stride;
      int end = from + length;
      int i = from;
      for (; i < end - 1; i += 2) {
        even += (x[i] - center) * (x[i] - center);
        odd += (x[i + 1] - center) * (x[i + 1] - center);
      }
      if (i < end) {
        even += (x[i] - center) * (x[i] - center);
      }
    }
    return even + odd;
  }

  @Override
  public double dot(
      double[] g,
      int gOffset,
      double[] x,
      int xOffset,
      int runs,
      int stride,
      int length,
      double center) {
    double even = 0;
    double odd = 0;
    for (int run = 0; run < runs; run++) {
      int a = gOffset + run * stride;
      int b = xOffset + run * stride;
      int i = 0;
      for (; i < length - 1; i += 2) {
        even += g[a + i] * (x[b + i] - center);
        odd += g[a + i + 1] * (x[b + i + 1] - center);
      }
      if (i < length) {
        even += g[a + i] * (x[b + i] - center);
      }
    }
    return even + odd;
  }

  @Override
  public void affine(
      double[] x,
      int xOffset,
      int runs,
      int stride,
      int length,
      double center,
      double scale,
      double shift,
      double[] y,
      int yOffset) {
    for (int run = 0; run < runs; run++) {
      int from = xOffset + run * stride;
      int to = yOffset + run * stride;
      for (int i = 0; i < length; i++) {
        y[to + i] = (x[from + i] - center) * scale + shift;
      }
    }
  }

  @Override
  public void combine(
      double[] g,
      int gOffset,
      double[] x,
      int xOffset,
      int runs,
      int stride,
      int length,
      double p,
      double q,
      double center,
      double u,
      double[] y,
      int yOffset) {
    for (int run = 0; run < runs; run++) {
      int a = gOffset + run * stride;
      int b = xOffset + run * stride;
      int to = yOffset + run * stride;
      for (int i = 0; i < length; i++) {
        y[to + i] = p * g[a + i] + q * (x[b + i] - center) + u;
      }
    }
  }
}
