package org.gradus.optimizers.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.gradus.core.optimizer.Optimizer;
import org.gradus.core.optimizer.ParameterGroup;
import org.gradus.core.optimizer.Sgd;
import org.gradus.core.tensor.Parameter;
import org.gradus.core.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** How schedules drive an optimizer; their numbers are those of the reference cases. */
class SchedulerTest {
  private static Optimizer optimizer() {
    return Optimizer.of(
        List.of(
            new ParameterGroup("a", Map.of("a", Parameter.of(Tensor.of(0d))), 1, Sgd.plain()),
            new ParameterGroup("b", Map.of("b", Parameter.of(Tensor.of(0d))), 10, Sgd.plain())));
  }

  private static List<Double> rates(Optimizer optimizer) {
    return optimizer.groups().stream().map(ParameterGroup::learningRate).toList();
  }

  @Test
  void everyGroupKeepsItsOwnRate() {
    Optimizer optimizer = optimizer();
    Scheduler scheduler = Scheduler.of(optimizer, new LinearWarmUp(0, 4));
    assertEquals(List.of(0.0, 0.0), rates(optimizer));
    scheduler.advance();
    assertEquals(List.of(0.25, 2.5), rates(optimizer));
    assertEquals(1, scheduler.step());
  }

  @Test
  void goesOnWhereATrainingIsResumed() {
    Optimizer optimizer = optimizer();
    Scheduler.of(optimizer, new StepDecay(2, 0.5)).moveTo(5);
    assertEquals(List.of(0.25, 2.5), rates(optimizer));
  }

  @Test
  void aScheduleOfOnesOwnIsALambda() {
    Optimizer optimizer = optimizer();
    Schedule halved = (step, initial) -> initial / 2;
    Scheduler.of(optimizer, halved.then(new ConstantFactor(0.5, 3)));
    assertEquals(List.of(0.25, 2.5), rates(optimizer));
  }

  @Test
  void aPlateauGoesOnFromItsState() {
    Plateau.Config settings = new Plateau.Config().withPatience(1).withFactor(0.5);
    Optimizer optimizer = optimizer();
    Plateau before = new Plateau(optimizer, settings);
    before.observe(1);
    before.observe(1);
    Plateau after = new Plateau(optimizer, settings);
    after.restore(before.state());
    after.observe(Double.NaN);
    assertEquals(List.of(0.5, 5.0), rates(optimizer));
  }

  @Test
  void neitherInfinitiesNorLossesBelowZeroThatStandStillAreImprovements() {
    for (double measure : new double[] {Double.POSITIVE_INFINITY, Double.NaN, -1}) {
      Optimizer optimizer = optimizer();
      Plateau plateau = new Plateau(optimizer, new Plateau.Config().withPatience(1));
      for (int i = 0; i < 3; i++) {
        plateau.observe(measure);
      }
      assertEquals(0.1, rates(optimizer).get(0), 1e-15, () -> "after " + measure);
    }
  }

  @Test
  void aCycleThatRisesForOneStepStartsAtThePeak() {
    OneCycle cycle = new OneCycle(2, 10, 0.1, Curve.LINEAR, 25, 1e4, false);
    assertEquals(2, cycle.at(0, 0));
    assertEquals(2.0 / 25 / 1e4, cycle.at(9, 0), 1e-15);
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    Plateau plateau = new Plateau(optimizer(), new Plateau.Config());
    Schedule constant = (step, initial) -> initial;
    assertEquals(
        List.of(
            "[step-decay] size is out of range: expected a finite number above 0, got 0.0.",
            "[cosine-decay] least rate is out of range: expected a finite number of at least 0, got -1.0.",
            "[one-cycle] number of steps is out of range: expected at least 2, got 1.",
            "[sequence] number of milestones is out of range: expected one less than schedules,"
                + " got 2 for 1.",
            "[plateau] factor is out of range: expected a number from 0 to below 1, got 1.0.",
            "[plateau] the state does not fit: expected [best, bad, cooling], got [best]."),
        Stream.<Runnable>of(
                () -> new StepDecay(0, 1),
                () -> new CosineDecay(1, -1),
                () -> new OneCycle(1, 1),
                () -> new Sequence(List.of(constant), List.of(1, 2)),
                () -> new Plateau.Config().withFactor(1),
                () -> plateau.restore(Map.of("best", 1.0)))
            .map(make -> assertThrows(IllegalArgumentException.class, make::run).getMessage())
            .toList());
  }
}
