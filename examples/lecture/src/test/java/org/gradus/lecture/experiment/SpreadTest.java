package org.gradus.lecture.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

/** Quantiles of Student's t are those of the usual tables: 4.604 at 4 degrees of freedom. */
class SpreadTest {
  private static final double[] VALUES = {1, 2, 3, 4, 5};

  @Test
  void ofMeanIsStudentsInterval() {
    Spread spread = Spread.of(VALUES);
    assertEquals(3, spread.mean());
    assertEquals(4.604 * Math.sqrt(2.5 / 5), spread.ofMean(), 1e-3);
  }

  @Test
  void ofOneMoreIsThePredictionInterval() {
    assertEquals(4.604 * Math.sqrt(2.5 * 1.2), Spread.of(VALUES).ofFurther(), 2e-3);
    assertEquals(4.604 * Math.sqrt(2.5 * 0.4), Spread.of(VALUES).ofFurtherMean(5), 2e-3);
  }

  /** Equal sizes and variances: 2 (n − 1) = 8 degrees of freedom, whose quantile is 3.355. */
  @Test
  void ofADifferenceIsWelchs() {
    Spread shifted = Spread.of(11, 12, 13, 14, 15);
    assertEquals(3.355, Spread.of(VALUES).ofDifference(shifted), 1e-3);
    assertEquals(0, Spread.of(1, 1).ofDifference(Spread.of(2, 2)));
  }

  @Test
  void needsTwoMeasurements() {
    IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> Spread.of(1));
    assertEquals(
        "[spread] there are too few measurements: expected at least 2, got 1.", e.getMessage());
  }
}
