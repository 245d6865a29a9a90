package org.gradus.lecture.experiment;

/**
 * Choosing among ten classes of equal size at random, which is wrong in 90 % of all cases: what the
 * quick forms of trainings are held against, as they are too short for what was published.
 */
public final class Guessing {
  private static final double ERROR = 90;

  private Guessing() {}

  /**
   * Claims that an error rate is below that of guessing, by more than the sampling error.
   *
   * @param name of the claim
   * @param percent the error rate, in 0…100
   * @param examples that it was measured on
   */
  public static Claim beaten(String name, double percent, int examples) {
    return Claim.below(
        name,
        percent,
        ERROR,
        "ten classes of equal size",
        SamplingError.ofErrorRate(ERROR, examples));
  }
}
