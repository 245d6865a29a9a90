package org.gradus.core.internal.kernels.normalization;

/** Loops over columns of {@code float[]} in plain Java; sums run in float64. */
public final class ScalarFloatColumnLoops implements ColumnLoops<float[]> {
  @Override
  public void sums(
      float[] x, int xOffset, int rows, int stride, int columns, float[] y, int yOffset) {
    for (int j = 0; j < columns; j++) {
      double sum = 0;
      for (int i = 0; i < rows; i++) {
        sum += x[xOffset + i * stride + j];
      }
      y[yOffset + j] = (float) sum;
    }
  }

  @Override
  public void sumsOfSquares(
      float[] x,
      int xOffset,
      int rows,
      int stride,
      int columns,
      float[] center,
      int centerOffset,
      float[] y,
      int yOffset) {
    for (int j = 0; j < columns; j++) {
      double middle = center[centerOffset + j];
      double sum = 0;
      for (int i = 0; i < rows; i++) {
        double distance = x[xOffset + i * stride + j] - middle;
        sum += distance * distance;
      }
      y[yOffset + j] = (float) sum;
    }
  }

  @Override
  public void dots(
      float[] g,
      int gOffset,
      float[] x,
      int xOffset,
      int rows,
      int stride,
      int columns,
      float[] center,
      int centerOffset,
      float[] y,
      int yOffset) {
    for (int j = 0; j < columns; j++) {
      double middle = center[centerOffset + j];
      double sum = 0;
      for (int i = 0; i < rows; i++) {
        sum += g[gOffset + i * stride + j] * (x[xOffset + i * stride + j] - middle);
      }
      y[yOffset + j] = (float) sum;
    }
  }

  @Override
  public void affine(
      float[] x,
      int xOffset,
      int rows,
      int stride,
      int columns,
      float[] center,
      float[] scale,
      float[] shift,
      int constantsOffset,
      float[] y,
      int yOffset) {
    for (int i = 0; i < rows; i++) {
      int from = xOffset + i * stride;
      int to = yOffset + i * stride;
      for (int j = 0; j < columns; j++) {
        int k = constantsOffset + j;
        y[to + j] = (x[from + j] - center[k]) * scale[k] + shift[k];
      }
    }
  }

  @Override
  public void combine(
      float[] g,
      int gOffset,
      float[] x,
      int xOffset,
      int rows,
      int stride,
      int columns,
      float[] p,
      float[] q,
      float[] center,
      float[] u,
      int constantsOffset,
      float[] y,
      int yOffset) {
    for (int i = 0; i < rows; i++) {
      int a = gOffset + i * stride;
      int b = xOffset + i * stride;
      int to = yOffset + i * stride;
      for (int j = 0; j < columns; j++) {
        int k = constantsOffset + j;
        y[to + j] = p[k] * g[a + j] + q[k] * (x[b + j] - center[k]) + u[k];
      }
    }
  }
}
