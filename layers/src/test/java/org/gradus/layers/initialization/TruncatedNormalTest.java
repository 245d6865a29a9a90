package org.gradus.layers.initialization;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apache.commons.math3.special.Erf;
import org.gradus.core.tensor.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TruncatedNormalTest {
  private static final Shape LARGE = Shape.of(400, 500);

  /** That of the exponential distribution, which cut tails approach, is the largest here. */
  private static final double KURTOSIS = 9;

  private static double density(double x) {
    return Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
  }

  /** Returns the probability above x ≥ 0, exact also where it is small. */
  private static double above(double x) {
    return Erf.erfc(x / Math.sqrt(2)) / 2;
  }

  private static double between(double a, double b) {
    if (a >= 0) {
      return above(a) - above(b);
    }
    return b <= 0 ? above(-b) - above(-a) : 1 - above(-a) - above(b);
  }

  /**
   * The moments of the standard normal distribution cut to (a, b) are, with Z its probability, mean
   * (φ(a) − φ(b)) / Z and variance 1 + (a φ(a) − b φ(b)) / Z − mean².
   */
  @ParameterizedTest
  @CsvSource({
    "-2, 2",
    "-0.5, 0.25",
    "-3, 0.1",
    "0, 1",
    "0.5, 3",
    "0, 30",
    "2, 2.25",
    "6, 6.5",
    "6, 30",
    "-30, -6",
    "-1.5, -0.5",
    "-1, 0"
  })
  void momentsAreThoseOfTheCutDistribution(double a, double b) {
    double z = between(a, b);
    double mean = (density(a) - density(b)) / z;
    double variance = 1 + (a * density(a) - b * density(b)) / z - mean * mean;

    double scale = 0.02;
    double shift = 3;
    Sample sample =
        Sample.of(new TruncatedNormal(shift, scale, shift + scale * a, shift + scale * b), LARGE);

    sample.assertMoments(shift + scale * mean, scale * scale * variance, KURTOSIS);
    for (double value : sample.values()) {
      assertTrue(value >= shift + scale * a && value <= shift + scale * b);
    }
  }

  @Test
  void infiniteEndsCutNothing() {
    Sample.of(new TruncatedNormal(1, 2, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY), LARGE)
        .assertMoments(1, 4, 3);
  }

  @Test
  void withinTwoIsRelative() {
    assertEquals(new TruncatedNormal(0, 0.02, -0.04, 0.04), TruncatedNormal.withinTwo(0.02));
  }

  @Test
  void refusesEmptyIntervals() {
    IllegalArgumentException thrown =
        assertThrows(IllegalArgumentException.class, () -> new TruncatedNormal(0, 1, 2, 2));
    assertEquals(
        "[truncated-normal] high is out of range: expected more than low, 2.0, got 2.0.",
        thrown.getMessage());
    thrown = assertThrows(IllegalArgumentException.class, () -> new TruncatedNormal(0, 0, 1, 2));
    assertEquals(
        "[truncated-normal] standardDeviation is out of range: expected a finite number above 0,"
            + " got 0.0.",
        thrown.getMessage());
  }
}
