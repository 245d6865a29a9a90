package org.gradus.core.internal.kernels;

import java.util.Arrays;
import org.gradus.core.internal.kernels.elementary.FloatMath;
import org.gradus.core.internal.kernels.elementary.FusedMultiplyAdd;

/**
 * The reductions in plain Java.
 *
 * <p>Sums run in four partial sums in float64, for float32 too.
 */
public final class ScalarReductions implements Reductions {
  @Override
  public float sum(float[] x, int offset, int length) {
    double sum0 = 0;
    double sum1 = 0;
    double sum2 = 0;
    double sum3 = 0;
    int whole = length & -4;
    for (int i = 0; i < whole; i += 4) {
      sum0 += x[offset + i];
      sum1 += x[offset + i + 1];
      sum2 += x[offset + i + 2];
      sum3 += x[offset + i + 3];
    }
    for (int i = whole; i < length; i++) {
      sum0 += x[offset + i];
    }
    return (float) ((sum0 + sum1) + (sum2 + sum3));
  }

  @Override
  public float sumOfSquares(float[] x, int offset, int length, float center) {
    double sum0 = 0;
    double sum1 = 0;
    double sum2 = 0;
    double sum3 = 0;
    int whole = length & -4;
    for (int i = 0; i < whole; i += 4) {
      sum0 += square(x[offset + i] - center);
      sum1 += square(x[offset + i + 1] - center);
      sum2 += square(x[offset + i + 2] - center);
      sum3 += square(x[offset + i + 3] - center);
    }
    for (int i = whole; i < length; i++) {
      sum0 += square(x[offset + i] - center);
    }
    return (float) ((sum0 + sum1) + (sum2 + sum3));
  }

  @Override
  public float dot(float[] a, int aOffset, float[] b, int bOffset, int length) {
    double sum0 = 0;
    double sum1 = 0;
    double sum2 = 0;
    double sum3 = 0;
    int whole = length & -4;
    for (int i = 0; i < whole; i += 4) {
      sum0 += (double) a[aOffset + i] * b[bOffset + i];
      sum1 += (double) a[aOffset + i + 1] * b[bOffset + i + 1];
      sum2 += (double) a[aOffset + i + 2] * b[bOffset + i + 2];
      sum3 += (double) a[aOffset + i + 3] * b[bOffset + i + 3];
    }
    for (int i = whole; i < length; i++) {
      sum0 += (double) a[aOffset + i] * b[bOffset + i];
    }
    return (float) ((sum0 + sum1) + (sum2 + sum3));
  }

  @Override
  public float max(float[] x, int offset, int length) {
    float max = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < length; i++) {
      max = Math.max(max, x[offset + i]);
    }
    return max;
  }

  @Override
  public float min(float[] x, int offset, int length) {
    float min = Float.POSITIVE_INFINITY;
    for (int i = 0; i < length; i++) {
      min = Math.min(min, x[offset + i]);
    }
    return min;
  }

  @Override
  public float expAndSum(float[] x, int xOffset, float shift, float[] y, int yOffset, int length) {
    double sum = 0;
    for (int i = 0; i < length; i++) {
      float term = FloatMath.expOrZero(x[xOffset + i] - shift);
      y[yOffset + i] = term;
      sum += term;
    }
    return (float) sum;
  }

  @Override
  public void sumRows(float[] x, int xOffset, int rows, int columns, float[] y, int yOffset) {
    Arrays.fill(y, yOffset, yOffset + columns, 0);
    for (int i = 0; i < rows; i++) {
      int row = xOffset + i * columns;
      for (int j = 0; j < columns; j++) {
        y[yOffset + j] += x[row + j];
      }
    }
  }

  @Override
  public void axpby(
      float alpha, float[] x, int xOffset, float beta, float[] y, int yOffset, int length) {
    for (int i = 0; i < length; i++) {
      float scaled = beta == 0 ? 0 : beta * y[yOffset + i];
      y[yOffset + i] = FusedMultiplyAdd.fma(alpha, x[xOffset + i], scaled);
    }
  }

  @Override
  public double sum(double[] x, int offset, int length) {
    double sum0 = 0;
    double sum1 = 0;
    double sum2 = 0;
    double sum3 = 0;
    int whole = length & -4;
    for (int i = 0; i < whole; i += 4) {
      sum0 += x[offset + i];
      sum1 += x[offset + i + 1];
      sum2 += x[offset + i + 2];
      sum3 += x[offset + i + 3];
    }
    for (int i = whole; i < length; i++) {
      sum0 += x[offset + i];
    }
    return ((sum0 + sum1) + (sum2 + sum3));
  }

  @Override
  public double sumOfSquares(double[] x, int offset, int length, double center) {
    double sum0 = 0;
    double sum1 = 0;
    double sum2 = 0;
    double sum3 = 0;
    int whole = length & -4;
    for (int i = 0; i < whole; i += 4) {
      sum0 += square(x[offset + i] - center);
      sum1 += square(x[offset + i + 1] - center);
      sum2 += square(x[offset + i + 2] - center);
      sum3 += square(x[offset + i + 3] - center);
    }
    for (int i = whole; i < length; i++) {
      sum0 += square(x[offset + i] - center);
    }
    return ((sum0 + sum1) + (sum2 + sum3));
  }

  @Override
  public double dot(double[] a, int aOffset, double[] b, int bOffset, int length) {
    double sum0 = 0;
    double sum1 = 0;
    double sum2 = 0;
    double sum3 = 0;
    int whole = length & -4;
    for (int i = 0; i < whole; i += 4) {
      sum0 += a[aOffset + i] * b[bOffset + i];
      sum1 += a[aOffset + i + 1] * b[bOffset + i + 1];
      sum2 += a[aOffset + i + 2] * b[bOffset + i + 2];
      sum3 += a[aOffset + i + 3] * b[bOffset + i + 3];
    }
    for (int i = whole; i < length; i++) {
      sum0 += a[aOffset + i] * b[bOffset + i];
    }
    return ((sum0 + sum1) + (sum2 + sum3));
  }

  @Override
  public double max(double[] x, int offset, int length) {
    double max = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < length; i++) {
      max = Math.max(max, x[offset + i]);
    }
    return max;
  }

  @Override
  public double min(double[] x, int offset, int length) {
    double min = Double.POSITIVE_INFINITY;
    for (int i = 0; i < length; i++) {
      min = Math.min(min, x[offset + i]);
    }
    return min;
  }

  @Override
  public double expAndSum(
      double[] x, int xOffset, double shift, double[] y, int yOffset, int length) {
    double sum = 0;
    for (int i = 0; i < length; i++) {
      double term = Math.exp(x[xOffset + i] - shift);
      y[yOffset + i] = term;
      sum += term;
    }
    return sum;
  }

  @Override
  public void sumRows(double[] x, int xOffset, int rows, int columns, double[] y, int yOffset) {
    Arrays.fill(y, yOffset, yOffset + columns, 0);
    for (int i = 0; i < rows; i++) {
      int row = xOffset + i * columns;
      for (int j = 0; j < columns; j++) {
        y[yOffset + j] += x[row + j];
      }
    }
  }

  @Override
  public void axpby(
      double alpha, double[] x, int xOffset, double beta, double[] y, int yOffset, int length) {
    for (int i = 0; i < length; i++) {
      double scaled = beta == 0 ? 0 : beta * y[yOffset + i];
      y[yOffset + i] = FusedMultiplyAdd.fma(alpha, x[xOffset + i], scaled);
    }
  }

  private static double square(double x) {
    return x * x;
  }
}
