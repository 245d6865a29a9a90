package org.gradus.optimizers.metric;

/** A score of one class, of how often it was found, wrongly named, and missed. */
@FunctionalInterface
public interface ClassScore {
  /**
   * Returns the score.
   *
   * @param found how often the class occurred and was decided for: true positives
   * @param wrong how often it was decided for and did not occur: false positives
   * @param missed how often it occurred and was not decided for: false negatives
   */
  double of(double found, double wrong, double missed);

  /** Returns found / (found + wrong); 0 if that is 0/0. */
  static ClassScore precision() {
    return (found, wrong, missed) -> ratio(found, found + wrong);
  }

  /** Returns found / (found + missed); 0 if that is 0/0. */
  static ClassScore recall() {
    return (found, wrong, missed) -> ratio(found, found + missed);
  }

  /**
   * Returns the weighted harmonic mean of precision P and recall R: (1 + β²) P R / (β² P + R); 0 if
   * that is 0/0.
   *
   * @param beta β, how many times as much as precision the recall counts
   */
  static ClassScore fBeta(double beta) {
    double square = beta * beta;
    return (found, wrong, missed) ->
        ratio((1 + square) * found, (1 + square) * found + square * missed + wrong);
  }

  private static double ratio(double part, double whole) {
    return whole == 0 ? 0 : part / whole;
  }
}
