package org.gradus.core.internal.kernels.normalization;

/** Loops over columns of {@code double[]} in plain Java; sums run in float64. */
public final class ScalarDoubleColumnLoops implements ColumnLoops<double[]> {
  @Override
  public void sums(
      double[] x, int xOffset, int rows, int stride, int columns, double[] y, int yOffset) {
    for (int j = 0; j < columns; j++) {
      double sum = 0;
      for (int i = 0; i < rows; i++) {
        sum += x[xOffset + i * stride + j];
      }
      y[yOffset + j] = sum;
    }
  }

  @Override
  public void sumsOfSquares(
      double[] x,
      int xOffset,
      int rows,
      int stride,
      int columns,
      double[] center,
      int centerOffset,
      double[] y,
      int yOffset) {
    for (int j = 0; j < columns; j++) {
      double middle = center[centerOffset + j];
      double sum = 0;
      for (int i = 0; i < rows; i++) {
        double distance = x[xOffset + i * stride + j] - middle;
        sum += distance * distance;
      }
      y[yOffset + j] = sum;
    }
  }

  @Override
  public void dots(
      double[] g,
      int gOffset,
      double[] x,
      int xOffset,
      int rows,
      int stride,
      int columns,
      double[] center,
      int centerOffset,
      double[] y,
      int yOffset) {
    for (int j = 0; j < columns; j++) {
      double middle = center[centerOffset + j];
      double sum = 0;
      for (int i = 0; i < rows; i++) {
        sum += g[gOffset + i * stride + j] * (x[xOffset + i * stride + j] - middle);
      }
      y[yOffset + j] = sum;
    }
  }

  @Override
  public void affine(
      double[] x,
      int xOffset,
      int rows,
      int stride,
      int columns,
      double[] center,
      double[] scale,
      double[] shift,
      int constantsOffset,
      double[] y,
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
      double[] g,
      int gOffset,
      double[] x,
      int xOffset,
      int rows,
      int stride,
      int columns,
      double[] p,
      double[] q,
      double[] center,
      double[] u,
      int constantsOffset,
      double[] y,
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
