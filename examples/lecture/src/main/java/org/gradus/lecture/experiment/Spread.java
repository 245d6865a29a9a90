package org.gradus.lecture.experiment;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * Measurements of the same quantity that differ by chance, such as those of runs with other seeds,
 * and the tolerances that follow from how much they do: Student's t at 99 % confidence, for
 * independent measurements that are normally distributed.
 */
public final class Spread {
  private static final double CONFIDENCE = 0.995;

  private final double[] values;

  private Spread(double... values) {
    this.values = values;
  }

  /**
   * Returns the spread of measurements.
   *
   * @param values at least two
   * @throws IllegalArgumentException if there are fewer
   */
  public static Spread of(double... values) {
    if (values.length < 2) {
      throw new IllegalArgumentException(
          "[spread] there are too few measurements: expected at least 2, got %s."
              .formatted(values.length));
    }
    return new Spread(values.clone());
  }

  /** Returns the mean. */
  public double mean() {
    return DoubleStream.of(values).sum() / values.length;
  }

  /** Returns how far the mean may be from the true one: t · s / √n. */
  public double ofMean() {
    return quantile(values.length - 1) * Math.sqrt(varianceOfMean());
  }

  /**
   * Returns how far one more measurement may be from the mean of these: t · s · √(1 + 1/n). This is
   * the tolerance for a single run that somebody else has published.
   */
  public double ofFurther() {
    return ofFurtherMean(1);
  }

  /**
   * Returns how far the mean of further measurements may be from the mean of these: t · s · √(1/n +
   * 1/m). This is the tolerance for a mean that was computed elsewhere.
   *
   * @param others m, how many there are
   */
  public double ofFurtherMean(int others) {
    return ofMean() * Math.sqrt(1 + (double) values.length / others);
  }

  /**
   * Returns how far the difference of the two means may be from that of the true ones: Welch's
   * test, which does not presume the same variance.
   *
   * <p>Source: Welch, "The generalization of 'Student's' problem when several different population
   * variances are involved", 1947.
   */
  public double ofDifference(Spread other) {
    double a = varianceOfMean();
    double b = other.varianceOfMean();
    if (a + b == 0) {
      return 0;
    }
    double freedom =
        (a + b) * (a + b) / (a * a / (values.length - 1) + b * b / (other.values.length - 1));
    return quantile(freedom) * Math.sqrt(a + b);
  }

  private double varianceOfMean() {
    double mean = mean();
    double squares = Arrays.stream(values).map(value -> (value - mean) * (value - mean)).sum();
    return squares / (values.length - 1) / values.length;
  }

  private static double quantile(double freedom) {
    return new TDistribution(freedom).inverseCumulativeProbability(CONFIDENCE);
  }
}
