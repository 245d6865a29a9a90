package org.gradus.layers.initialization;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Shape;

/** A large sample of what an initializer draws. */
record Sample(double[] values) {
  /** A bound that a normal deviate passes once in two million draws. */
  private static final double FIVE_SIGMA = 5;

  static Sample of(Initializer initializer, Shape shape) {
    return new Sample(initializer.create(DType.FLOAT64, shape, RandomSource.of(11)).toDoubles());
  }

  double mean() {
    return Arrays.stream(values).average().orElseThrow();
  }

  double variance() {
    double mean = mean();
    return Arrays.stream(values).map(x -> (x - mean) * (x - mean)).average().orElseThrow();
  }

  double largest() {
    return Arrays.stream(values).map(Math::abs).max().orElseThrow();
  }

  /**
   * Requires the moments of a distribution whose kurtosis is at most {@code kurtosis}: the sample's
   * mean deviates by √(variance / n), its variance by variance · √((kurtosis − 1) / n).
   */
  void assertMoments(double mean, double variance, double kurtosis) {
    int n = values.length;
    assertEquals(mean, mean(), FIVE_SIGMA * Math.sqrt(variance / n));
    assertEquals(variance, variance(), FIVE_SIGMA * variance * Math.sqrt((kurtosis - 1) / n));
  }
}
