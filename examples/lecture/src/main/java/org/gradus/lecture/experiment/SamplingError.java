package org.gradus.lecture.experiment;

import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * How far measurements may differ by chance where theory says so: the tolerances of claims at 99 %
 * confidence; those of error rates in percentage points. Where only the runs themselves say so,
 * there is {@link Spread}.
 *
 * <p>What is drawn at random here are the test examples: of a network that errs with probability p,
 * the error rate over n of them has the binomial variance p (1 − p) / n. That trainings differ too
 * is not in it. Of 24 runs of the network of {@code mnist1d-performance} on the same 1000 examples
 * the errors spread by 1.4 points, where the binomial deviation is 1.5; but the larger the test
 * set, the smaller is the latter, while the former stays. Means over several runs are therefore
 * held against their {@link Spread}, and this is for single networks.
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
   * Returns how far a mean may be from its expectation.
   *
   * @param standardError the standard deviation of the mean
   */
  public static double ofMean(double standardError) {
    return CONFIDENCE * standardError;
  }

  /**
   * Returns which of several measurements, from the least on, the true median is below: as many as
   * are below it have a binomial distribution of probability ½, whatever that of the measurements.
   *
   * @param measurements how many there are
   * @return a rank, from 0, for an interval of the median that has as many ranks below it
   */
  public static int rankAboveMedian(int measurements) {
    return (int) Math.ceil((measurements + CONFIDENCE * Math.sqrt(measurements)) / 2);
  }

  /**
   * Returns how far the error rates of two networks of the same quality may be apart, on test sets
   * of their own: the variance of the difference is twice that of one.
   *
   * @param percent the expected error rate, in 0…100
   * @param examples the number of test examples of each
   */
  public static double ofDifference(double percent, int examples) {
    return ofErrorRate(percent, examples) * Math.sqrt(2);
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
