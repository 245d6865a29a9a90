package org.gradus.datasets.mnist1d;

/**
 * Sum, mean and standard deviation in the order of additions that NumPy uses, on which the last
 * bits of the published numbers depend.
 */
final class Moments {
  private static final int LANES = 8;
  private static final int BLOCK = 128;

  private Moments() {}

  static double mean(double[] values) {
    return sum(values) / values.length;
  }

  /** Returns the standard deviation of the population. */
  static double standardDeviation(double[] values) {
    double mean = mean(values);
    double[] squares = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      double difference = values[i] - mean;
      squares[i] = difference * difference;
    }
    return Math.sqrt(mean(squares));
  }

  static double sum(double[] values) {
    return sum(values, 0, values.length);
  }

  /**
   * Returns the sum of a range: up to 128 numbers in eight interleaved running sums, more of them
   * as the sum of both halves, cut at a multiple of eight.
   */
  private static double sum(double[] values, int start, int length) {
    if (length <= BLOCK) {
      return blockSum(values, start, length);
    }
    int half = length / 2 - length / 2 % LANES;
    return sum(values, start, half) + sum(values, start + half, length - half);
  }

  private static double blockSum(double[] values, int start, int length) {
    int end = start + length;
    int i = start;
    double sum = 0;
    if (length >= LANES) {
      double[] lanes = new double[LANES];
      for (int interleaved = end - length % LANES; i < interleaved; i++) {
        lanes[(i - start) % LANES] += values[i];
      }
      sum =
          ((lanes[0] + lanes[1]) + (lanes[2] + lanes[3]))
              + ((lanes[4] + lanes[5]) + (lanes[6] + lanes[7]));
    }
    for (; i < end; i++) {
      sum += values[i];
    }
    return sum;
  }
}
