package org.gradus.lecture.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.DoubleStream;
import org.gradus.lecture.experiment.Claim;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private static LearningCurves runs(double... errors) {
    return new LearningCurves(
        DoubleStream.of(errors)
            .mapToObj(error -> List.of(new Epoch(2, 0.1, new Score(1, error), new Score(1, 50))))
            .toList());
  }

  /** Equal variances of 1: the quantile of Student's t at 4 degrees of freedom, 4.604, · √(2/3). */
  @Test
  void isHeldAgainstTheSpreadOverRuns() {
    Comparison comparison = new Comparison();
    comparison.add("shallow", runs(9, 10, 11));
    comparison.add("deep", runs(13, 14, 15));
    Claim claim = comparison.learnsBetter("shallow", "deep", "somebody");
    assertEquals("train error (%): shallow, below that of deep", claim.name());
    assertEquals(10, claim.measured(), 1e-12);
    assertEquals(14, claim.reference(), 1e-12);
    assertEquals(4.604 * Math.sqrt(2.0 / 3), claim.tolerance(), 1e-3);
    assertTrue(claim.holds());
    assertFalse(comparison.learnsBetter("deep", "shallow", "somebody").holds());
  }

  @Test
  void listsTheKindsInOrder() {
    Comparison comparison = new Comparison();
    comparison.add("shallow", runs(9, 11));
    comparison.add("deep", runs(14));
    assertEquals(
        """
        network  train error %  test error %  runs
        shallow             10            50     2
        deep                14            50     1
        """,
        comparison.table().toString());
  }
}
