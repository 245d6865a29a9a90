package org.gradus.datasets.mnist1d;

/**
 * Smooths a signal with a Gaussian of standard deviation 2, cut at 8 points, reflecting the signal
 * at its edges (… x₁ x₀ | x₀ x₁ …), in the order of additions of SciPy's {@code gaussian_filter}.
 */
final class GaussianFilter {
  private static final int RADIUS = 8;
  private static final double SIGMA = 2;

  /** The weights of the offsets 0…8. */
  private final double[] weights = new double[RADIUS + 1];

  GaussianFilter() {
    double[] window = new double[2 * RADIUS + 1];
    for (int i = 0; i < window.length; i++) {
      double offset = i - RADIUS;
      window[i] = Math.exp(-0.5 / (SIGMA * SIGMA) * (offset * offset));
    }
    double sum = Moments.sum(window);
    for (int i = 0; i <= RADIUS; i++) {
      weights[i] = window[RADIUS + i] / sum;
    }
  }

  double[] apply(double[] signal) {
    double[] padded = new double[signal.length + 2 * RADIUS];
    for (int i = 0; i < padded.length; i++) {
      padded[i] = signal[reflect(i - RADIUS, signal.length)];
    }
    double[] smoothed = new double[signal.length];
    for (int i = 0; i < signal.length; i++) {
      int center = i + RADIUS;
      double sum = padded[center] * weights[0];
      for (int j = RADIUS; j > 0; j--) {
        sum += (padded[center - j] + padded[center + j]) * weights[j];
      }
      smoothed[i] = sum;
    }
    return smoothed;
  }

  private static int reflect(int index, int length) {
    int folded = Math.floorMod(index, 2 * length);
    return Math.min(folded, 2 * length - 1 - folded);
  }
}
