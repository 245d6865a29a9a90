package org.gradus.optimizers.tensorboard;

import java.util.Arrays;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Tensor;

/**
 * How often numbers are in intervals of equal width, from the least of them to the largest.
 *
 * @param least the least number
 * @param most the largest number
 * @param sum of all numbers
 * @param sumOfSquares of all numbers
 * @param counts how many are in each interval
 */
public record Histogram(double least, double most, double sum, double sumOfSquares, long[] counts) {
  private static final int INTERVALS = 64;

  /** Keeps a copy of the counts. */
  public Histogram {
    counts = counts.clone();
  }

  /** Returns the histogram of the elements of a tensor that are finite, in 64 intervals. */
  public static Histogram of(Tensor tensor) {
    double[] values =
        Arrays.stream(tensor.detach().cast(DType.FLOAT64).toDoubles())
            .filter(Double::isFinite)
            .toArray();
    double least = Arrays.stream(values).min().orElse(0);
    double most = Arrays.stream(values).max().orElse(0);
    long[] counts = new long[INTERVALS];
    double sum = 0;
    double squares = 0;
    for (double value : values) {
      sum += value;
      squares += value * value;
      // Halves, because the distance of two numbers may not be finite.
      double part = most == least ? 0 : (value / 2 - least / 2) / (most / 2 - least / 2);
      counts[Math.min(INTERVALS - 1, (int) (part * INTERVALS))]++;
    }
    return new Histogram(least, most, sum, squares, counts);
  }

  @Override
  public long[] counts() {
    return counts.clone();
  }

  /** Returns how many numbers there are. */
  public long total() {
    return Arrays.stream(counts).sum();
  }

  /** Returns the upper edge of an interval. */
  double edge(int interval) {
    double part = (interval + 1.0) / counts.length;
    return interval == counts.length - 1 ? most : least * (1 - part) + most * part;
  }
}
