package org.gradus.regularization.stopping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gradus.optimizers.training.EpochReport;
import org.gradus.optimizers.training.Goal;
import org.gradus.optimizers.training.History;
import org.gradus.optimizers.training.StoppingRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class StoppingTest {
  @Test
  void rulesNameWhatTheyRead() {
    List<StoppingRule> rules =
        List.of(
            new Patience("a", Goal.LEAST, 1),
            new TargetReached("b", Goal.LEAST, 1),
            new GeneralizationLoss("c", 1),
            new ProgressQuotient("d", 1),
            new SuccessiveIncreases("e", 1),
            new TimeLimit(Duration.ofSeconds(1)));
    StoppingRule any = rules.stream().reduce(StoppingRule::or).orElseThrow();
    assertEquals(Set.of("a", "b", "c", "d", "e"), any.measures());
  }

  private static final String ERROR = "validation/loss";

  private static History history(double[] errors, double[] losses) {
    List<EpochReport> epochs = new ArrayList<>();
    for (int i = 0; i < errors.length; i++) {
      Map<String, Double> measures = Map.of(ERROR, errors[i], EpochReport.LOSS, losses[i]);
      epochs.add(new EpochReport(i + 1, 10L * (i + 1), 0.1, 2, measures));
    }
    return new History(epochs);
  }

  /** Returns after how many epochs a rule stops, and 0 if it never does. */
  private static int stop(StoppingRule rule, double[] errors, double... losses) {
    for (int epochs = 1; epochs <= errors.length; epochs++) {
      double[] given = new double[epochs];
      double[] training = new double[epochs];
      System.arraycopy(errors, 0, given, 0, epochs);
      for (int i = 0; i < epochs; i++) {
        training[i] = losses.length == 0 ? 1 : losses[i];
      }
      if (rule.reasonToStop(history(given, training)).isPresent()) {
        return epochs;
      }
    }
    return 0;
  }

  private static double[] values(double... values) {
    return values;
  }

  private static String reason(StoppingRule rule, double... errors) {
    return rule.reasonToStop(history(errors, errors)).orElseThrow();
  }

  @Test
  void patienceEndsSomeEpochsAfterTheBest() {
    assertEquals(6, stop(new Patience(ERROR, Goal.LEAST, 2), values(5, 4, 6, 3, 3, 3.5, 1)));
    assertEquals(0, stop(new Patience(ERROR, Goal.LEAST, 2), values(5, 4, 6, 3, 5, 2)));
    assertEquals(3, stop(new Patience(ERROR, Goal.GREATEST, 2), values(5, 4, 5, 9)));
    assertEquals(
        "validation/loss did not become better in 1 epoch",
        reason(new Patience(ERROR, Goal.LEAST, 1), 1, 2));
  }

  @Test
  void smallDifferencesAreNoProgress() {
    StoppingRule rule = new Patience(ERROR, Goal.LEAST, 2, 0.5);
    assertEquals(3, stop(rule, values(5, 4.8, 4.6, 4.4)));
    // 4.4 is better than 5 by more than 0.5, in the third epoch.
    assertEquals(5, stop(rule, values(5, 4.8, 4.4, 4.2, 4)));
  }

  @Test
  void patienceTakesNoNumberForABetterOne() {
    double nan = Double.NaN;
    assertEquals(2, stop(new Patience(ERROR, Goal.LEAST, 2), values(nan, nan)));
    assertEquals(0, stop(new Patience(ERROR, Goal.LEAST, 2), values(nan, 3, nan, 2)));
  }

  @Test
  void targetsAreReached() {
    assertEquals(2, stop(new TargetReached(ERROR, Goal.LEAST, 3), values(4, 3, 2)));
    assertEquals(3, stop(new TargetReached(ERROR, Goal.GREATEST, 3), values(1, 2, 5)));
    assertEquals(0, stop(new TargetReached(ERROR, Goal.LEAST, 3), values(4, Double.NaN)));
    assertEquals(
        "validation/loss is 0.02500, and 0.03000 was asked for",
        reason(new TargetReached(ERROR, Goal.LEAST, 0.03), 0.025));
  }

  @Test
  void timeIsLimited() {
    assertEquals(3, stop(new TimeLimit(Duration.ofSeconds(5)), values(1, 1, 1, 1)));
    assertEquals("it took 4.000 s", reason(new TimeLimit(Duration.ofSeconds(4)), 1, 1));
    assertEquals(0, stop(new TimeLimit(Duration.ofSeconds(Long.MAX_VALUE)), values(1, 1)));
  }

  /** GL of 5 over a least 4 is 25 %. */
  @Test
  void generalizationLossStopsAboveItsThreshold() {
    assertEquals(4, stop(new GeneralizationLoss(ERROR, 20), values(8, 4, 4.5, 5, 3)));
    assertEquals(0, stop(new GeneralizationLoss(ERROR, 25), values(8, 4, 4.5, 5, 3)));
    assertEquals(3, stop(new GeneralizationLoss(ERROR, 20), values(0, 0, 1e-9)));
    assertEquals(0, stop(new GeneralizationLoss(ERROR, 20), values(3, Double.NaN)));
    assertEquals(
        "validation/loss is 25.00 % above its least",
        reason(new GeneralizationLoss(ERROR, 20), 4, 5));
  }

  /**
   * Strips of two: after four epochs GL is 25 %, and P is 1000 (3 / (2 · 1) − 1) = 500 ‰, whose
   * quotient is 0.05; after six P is 1000 (2.1 / 2 − 1) = 50 ‰, whose quotient is 0.5.
   */
  @Test
  void progressQuotientWaitsForProgressToEnd() {
    double[] errors = values(8, 4, 4.5, 5, 5, 5);
    double[] losses = values(9, 5, 2, 1, 1.1, 1);
    assertEquals(4, stop(new ProgressQuotient(ERROR, 0.04, 2), errors, losses));
    assertEquals(6, stop(new ProgressQuotient(ERROR, 0.4, 2), errors, losses));
    assertEquals(0, stop(new ProgressQuotient(ERROR, 0.6, 2), errors, losses));
    // Without any progress what is above the least stops.
    assertEquals(4, stop(new ProgressQuotient(ERROR, 3, 2), errors, values(1, 1, 1, 1, 1, 1)));
    assertEquals(0, stop(new ProgressQuotient(ERROR, 3), errors, losses));
  }

  @Test
  void increasesAreCountedFromStripToStrip() {
    double[] errors = values(5, 4, 9, 5, 1, 6, 1, 7);
    assertEquals(4, stop(new SuccessiveIncreases(ERROR, 1, 2), errors));
    assertEquals(6, stop(new SuccessiveIncreases(ERROR, 2, 2), errors));
    assertEquals(8, stop(new SuccessiveIncreases(ERROR, 3, 2), errors));
    assertEquals(0, stop(new SuccessiveIncreases(ERROR, 4, 2), errors));
    assertEquals(0, stop(new SuccessiveIncreases(ERROR, 1, 2), values(1, 2, 1, 2, 1, 2)));
    assertEquals(
        "validation/loss rose once, 1 epoch apart",
        reason(new SuccessiveIncreases(ERROR, 1, 1), 1, 2));
    assertEquals(
        "validation/loss rose 2 times in a row, 2 epochs apart",
        reason(new SuccessiveIncreases(ERROR, 2, 2), 1, 2, 1, 3, 1, 4));
  }

  @Test
  void rulesAreCombined() {
    StoppingRule either =
        new TimeLimit(Duration.ofSeconds(7)).or(new TargetReached(ERROR, Goal.LEAST, 1));
    assertEquals(4, stop(either, values(3, 3, 3, 3, 3)));
    assertEquals(2, stop(either, values(3, 1)));
    assertEquals(Optional.empty(), either.reasonToStop(history(values(3), values(3))));
  }

  @Test
  void refuseBadSettings() {
    assertRefused(
        "[patience] epochs is out of range: expected at least 1, got 0.",
        () -> new Patience(ERROR, Goal.LEAST, 0));
    assertRefused(
        "[time-limit] limit is out of range: expected above 0, got PT0S.",
        () -> new TimeLimit(Duration.ZERO));
    assertRefused(
        "[target-reached] target is out of range: expected a number, got NaN.",
        () -> new TargetReached(ERROR, Goal.LEAST, Double.NaN));
    assertRefused(
        "[progress-quotient] threshold is out of range: expected a finite number of at least 0,"
            + " got NaN.",
        () -> new ProgressQuotient(ERROR, Double.NaN));
    assertRefused(
        "[successive-increases] increases is out of range: expected at least 1, got 0.",
        () -> new SuccessiveIncreases(ERROR, 0));
    assertRefused(
        "[generalization-loss] percent is out of range: expected a finite number of at least 0,"
            + " got -1.0.",
        () -> new GeneralizationLoss(ERROR, -1));
  }

  private static void assertRefused(String message, Executable construction) {
    IllegalArgumentException e = assertThrows(IllegalArgumentException.class, construction);
    assertEquals(message, e.getMessage());
  }
}
