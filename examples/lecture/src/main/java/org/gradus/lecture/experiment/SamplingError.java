package org.gradus.lecture.experiment;

import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * How far measurements may differ by chance where theory says so: the tolerances of claims at 99 %
 * confidence; those of error rates in percentage points. Where only the runs themselves say so,
 * there is {@link Spread}.
 *
 * <p>A network trained from random numbers errs on test example j with some probability q_j. If it
 * errs on different examples independently, the variance of its error rate over n examples is Σ q_j
 * (1 − q_j) / n², at most p (1 − p) / n with p the mean of the q_j, since q (1 − q) is concave: the
 * binomial variance, whether the test examples are the same in every run or not.
 *
 * <p>The bound is close: 24 runs of the network of {@code mnist1d-performance}, on the same 1000
 * test examples, spread with a standard deviation of 1.4 points, where the binomial one is 1.5.
 */
public final class SamplingError {
  /** The quantile of the normal distribution that 99 % lie within, on both sides of its mean. */
  private static final double CONFIDENCE = 2.576;

  private static final double PROBABILITY = 0.99;

  private SamplingError() {}

  /**
   * Returns how far an error rate may be from its expectation.
   *
   * @param percent the expected error rate, in 0…100
   * @param examples the number of test examples
   */
  public static double ofErrorRate(double percent, int examples) {
    return CONFIDENCE * Math.sqrt(percent * (100 - percent) / examples);
  }

  /**
   * Returns how far two mean error rates may be apart, each of so many runs: the variance of the
   * difference is twice that of a mean.
   *
   * @param percent the expected error rate, in 0…100
   * @param examples the number of test examples
   * @param runs the number of runs in each mean
   */
  public static double ofDifference(double percent, int examples, int runs) {
    return ofErrorRate(percent, examples) * Math.sqrt(2.0 / runs);
  }

  /**
   * Returns how many standard errors the farthest of several normally distributed means may be from
   * its expectation: the quantile for the probability that is divided among them (Bonferroni).
   *
   * @param means how many there are
   */
  public static double ofFarthest(int means) {
    double outside = (1 - PROBABILITY) / (2 * means);
    return -new NormalDistribution().inverseCumulativeProbability(outside);
  }
}
