package org.gradus.core.internal.kernels.normalization;

/** Loops over lines of {@code float[]} in plain Java; sums run in float64. */
public final class ScalarFloatLineLoops implements LineLoops<float[]> {
  @Override
  public double weightedDot(
      float[] weight,
      int weightOffset,
      float[] g,
      int gOffset,
      float[] x,
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
      float[] x,
      int xOffset,
      int length,
      double center,
      double scale,
      float[] weight,
      int weightOffset,
      float[] shift,
      int shiftOffset,
      float[] y,
      int yOffset) {
    float middle = (float) center;
    float factor = (float) scale;
    for (int i = 0; i < length; i++) {
      y[yOffset + i] =
          (x[xOffset + i] - middle) * factor * weight[weightOffset + i] + shift[shiftOffset + i];
    }
  }

  @Override
  public void combine(
      float[] weight,
      int weightOffset,
      float[] g,
      int gOffset,
      float[] x,
      int xOffset,
      int length,
      double p,
      double q,
      double center,
      double u,
      float[] y,
      int yOffset) {
    float ofG = (float) p;
    float ofX = (float) q;
    float middle = (float) center;
    float constant = (float) u;
    for (int i = 0; i < length; i++) {
      float upstream = ofG * weight[weightOffset + i] * g[gOffset + i];
      y[yOffset + i] = upstream + ofX * (x[xOffset + i] - middle) + constant;
    }
  }

  @Override
  public void addProducts(
      float[] g,
      int gOffset,
      float[] x,
      int xOffset,
      int length,
      double center,
      double scale,
      float[] y,
      int yOffset) {
    float middle = (float) center;
    float factor = (float) scale;
    for (int i = 0; i < length; i++) {
      y[yOffset + i] += g[gOffset + i] * (x[xOffset + i] - middle) * factor;
    }
  }
}
