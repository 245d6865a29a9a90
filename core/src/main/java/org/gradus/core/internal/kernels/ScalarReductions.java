package org.gradus.core.internal.kernels;

import java.util.Arrays;

/** The reductions in plain Java. */
public final class ScalarReductions implements Reductions {
  @Override
  public float sum(float[] x, int offset, int length) {
    float sum = 0;
    for (int i = 0; i < length; i++) {
      sum += x[offset + i];
    }
    return sum;
  }

  @Override
  public float sumOfSquares(float[] x, int offset, int length, float center) {
    float sum = 0;
    for (int i = 0; i < length; i++) {
      float d = x[offset + i] - center;
      sum += d * d;
    }
    return sum;
  }

  @Override
  public float dot(float[] a, int aOffset, float[] b, int bOffset, int length) {
    float sum = 0;
    for (int i = 0; i < length; i++) {
      sum += a[aOffset + i] * b[bOffset + i];
    }
    return sum;
  }

  @Override
  public float max(float[] x, int offset, int length) {
    float best = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < length; i++) {
      best = Math.max(best, x[offset + i]);
    }
    return best;
  }

  @Override
  public float min(float[] x, int offset, int length) {
    float best = Float.POSITIVE_INFINITY;
    for (int i = 0; i < length; i++) {
      best = Math.min(best, x[offset + i]);
    }
    return best;
  }

  @Override
  public float expAndSum(float[] x, int xOffset, float shift, float[] y, int yOffset, int length) {
    float sum = 0;
    for (int i = 0; i < length; i++) {
      float e = (float) Math.exp(x[xOffset + i] - shift);
      y[yOffset + i] = e;
      sum += e;
    }
    return sum;
  }

  @Override
  public float sumOfExp(float[] x, int offset, float shift, int length) {
    float sum = 0;
    for (int i = 0; i < length; i++) {
      sum += (float) Math.exp(x[offset + i] - shift);
    }
    return sum;
  }

  @Override
  public void sumRows(float[] x, int xOffset, int rows, int columns, float[] y, int yOffset) {
    Arrays.fill(y, yOffset, yOffset + columns, 0);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        y[yOffset + j] += x[xOffset + i * columns + j];
      }
    }
  }

  @Override
  public void axpby(
      float alpha, float[] x, int xOffset, float beta, float[] y, int yOffset, int length) {
    for (int i = 0; i < length; i++) {
      y[yOffset + i] = alpha * x[xOffset + i] + beta * y[yOffset + i];
    }
  }

  @Override
  public double sum(double[] x, int offset, int length) {
    double sum = 0;
    for (int i = 0; i < length; i++) {
      sum += x[offset + i];
    }
    return sum;
  }

  @Override
  public double sumOfSquares(double[] x, int offset, int length, double center) {
    double sum = 0;
    for (int i = 0; i < length; i++) {
      double d = x[offset + i] - center;
      sum += d * d;
    }
    return sum;
  }

  @Override
  public double dot(double[] a, int aOffset, double[] b, int bOffset, int length) {
    double sum = 0;
    for (int i = 0; i < length; i++) {
      sum += a[aOffset + i] * b[bOffset + i];
    }
    return sum;
  }

  @Override
  public double max(double[] x, int offset, int length) {
    double best = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < length; i++) {
      best = Math.max(best, x[offset + i]);
    }
    return best;
  }

  @Override
  public double min(double[] x, int offset, int length) {
    double best = Double.POSITIVE_INFINITY;
    for (int i = 0; i < length; i++) {
      best = Math.min(best, x[offset + i]);
    }
    return best;
  }

  @Override
  public double expAndSum(
      double[] x, int xOffset, double shift, double[] y, int yOffset, int length) {
    double sum = 0;
    for (int i = 0; i < length; i++) {
      double e = Math.exp(x[xOffset + i] - shift);
      y[yOffset + i] = e;
      sum += e;
    }
    return sum;
  }

  @Override
  public double sumOfExp(double[] x, int offset, double shift, int length) {
    double sum = 0;
    for (int i = 0; i < length; i++) {
      sum += Math.exp(x[offset + i] - shift);
    }
    return sum;
  }

  @Override
  public void sumRows(double[] x, int xOffset, int rows, int columns, double[] y, int yOffset) {
    Arrays.fill(y, yOffset, yOffset + columns, 0);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        y[yOffset + j] += x[xOffset + i * columns + j];
      }
    }
  }

  @Override
  public void axpby(
      double alpha, double[] x, int xOffset, double beta, double[] y, int yOffset, int length) {
    for (int i = 0; i < length; i++) {
      y[yOffset + i] = alpha * x[xOffset + i] + beta * y[yOffset + i];
    }
  }
}
