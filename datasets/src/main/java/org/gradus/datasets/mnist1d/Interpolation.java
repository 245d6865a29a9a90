package org.gradus.datasets.mnist1d;

/** Piecewise linear interpolation between equally spaced points, to the bits of NumPy. */
final class Interpolation {
  private Interpolation() {}

  /** Returns count ≥ 2 equally spaced numbers from the first to the last. */
  static double[] linspace(double first, double last, int count) {
    double step = (last - first) / (count - 1);
    double[] points = new double[count];
    for (int i = 0; i < count; i++) {
      points[i] = i * step + first;
    }
    points[count - 1] = last;
    return points;
  }

  /** Returns the values at count ≥ 2 equally spaced points from the first to the last. */
  static double[] resample(double[] values, int count) {
    double[] knots = linspace(0, 1, values.length);
    double[] points = linspace(0, 1, count);
    double[] resampled = new double[count];
    int j = 0;
    for (int i = 0; i < count - 1; i++) {
      while (knots[j + 1] <= points[i]) {
        j++;
      }
      double slope = (values[j + 1] - values[j]) / (knots[j + 1] - knots[j]);
      resampled[i] = slope * (points[i] - knots[j]) + values[j];
    }
    resampled[count - 1] = values[values.length - 1];
    return resampled;
  }
}
