package org.gradus.core.internal.kernels.normalization;

/** Loops over lines of {@code double[]} in plain Java; sums run in float64. */
public final class ScalarDoubleLineLoops implements LineLoops<double[]> {
  @Override
  public double weightedDot(
      double[] weight,
      int weightOffset,
      double[] g,
      int gOffset,
      double[] x,
      int xOffset,
      int length,
      double center) {
    double sum = 0;
    for (int i = 0; i < length; i++) {
      sum += weight[weightOffset + i] * g[gOffset + i] * (x[xOffset + i] - center);
    }
    return sum;
  }

  @Override
  public void affine(
      double[] x,
      int xOffset,
      int length,
      double center,
      double scale,
      double[] weight,
      int weightOffset,
      double[] shift,
      int shiftOffset,
      double[] y,
      int yOffset) {
    for (int i = 0; i < length; i++) {
      y[yOffset + i] =
          (x[xOffset + i] - center) * scale * weight[weightOffset + i] + shift[shiftOffset + i];
    }
  }

  @Override
  public void combine(
      double[] weight,
      int weightOffset,
      double[] g,
      int gOffset,
      double[] x,
      int xOffset,
      int length,
      double p,
      double q,
      double center,
      double u,
      double[] y,
      int yOffset) {
    for (int i = 0; i < length; i++) {
      double upstream = p * weight[weightOffset + i] * g[gOffset + i];
      y[yOffset + i] = upstream + q * (x[xOffset + i] - center) + u;
    }
  }

  @Override
  public void addProducts(
      double[] g,
      int gOffset,
      double[] x,
      int xOffset,
      int length,
      double center,
      double scale,
      double[] y,
      int yOffset) {
    for (int i = 0; i < length; i++) {
      y[yOffset + i] += g[gOffset + i] * (x[xOffset + i] - center) * scale;
    }
  }
}
