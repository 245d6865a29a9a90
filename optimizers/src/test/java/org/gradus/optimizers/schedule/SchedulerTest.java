package org.gradus.optimizers.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.gradus.core.optimizer.MomentumRule;
import org.gradus.core.optimizer.Optimizer;
import org.gradus.core.optimizer.ParameterGroup;
import org.gradus.core.optimizer.Sgd;
import org.gradus.core.tensor.Parameter;
import org.gradus.core.tensor.Tensor;
import org.gradus.optimizers.rule.Adam;
import org.gradus.optimizers.rule.Lion;
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
    Scheduler.of(optimizer, halved.combinedWith(new ConstantFactor(0.5, 3)));
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
  void momentaGoTheOtherWayRound() {
    // cycle_momentum of PyTorch's CyclicLR: highest − (highest − lowest) · height.
    Parameter weight = Parameter.of(Tensor.of(0d));
    Parameter bias = Parameter.of(Tensor.of(0d));
    Optimizer optimizer =
        Optimizer.of(
            List.of(
                new ParameterGroup("a", Map.of("a", weight), 1, Sgd.withMomentum(0.5)),
                new ParameterGroup("b", Map.of("b", bias), 1, new Adam().withAmsgrad())));
    Cyclic cycle = new Cyclic(0.1, 0.5, 4, 4, Cyclic.Amplitude.constant());
    Scheduler scheduler = Scheduler.of(optimizer, cycle, cycle.momentum(0.8, 0.9));
    double[] heights = {0, 0.25, 0.5, 0.75, 1, 0.75, 0.5, 0.25, 0};
    for (double height : heights) {
      for (ParameterGroup group : optimizer.groups()) {
        assertEquals(0.1 + 0.4 * height, group.learningRate(), 1e-15);
        double momentum = ((MomentumRule) group.rule()).momentum();
        assertEquals(0.9 - 0.1 * height, momentum, 1e-15);
      }
      scheduler.advance();
    }
    assertEquals(new Adam(0.875, 0.999, 1e-8, 0, true, false), optimizer.groups().get(1).rule());
  }

  @Test
  void aOneCycleMomentumFallsToItsLeastAtThePeak() {
    // PyTorch's OneCycleLR: annealed from max_momentum to base_momentum and back.
    Optimizer optimizer =
        Optimizer.of(Map.of("a", Parameter.of(Tensor.of(0d))), 1, Sgd.withMomentum(0.3));
    OneCycle cycle = new OneCycle(2, 11, 0.5, Curve.LINEAR, 25, 1e4, false);
    Scheduler scheduler = Scheduler.of(optimizer, cycle, cycle.momentum(0.85, 0.95));
    assertEquals(Sgd.withMomentum(0.95), optimizer.groups().get(0).rule());
    // The peak is at 0.5 · 11 − 1 = 4.5, the end at 10.
    scheduler.moveTo(2.25);
    assertEquals(0.9, ((Sgd) optimizer.groups().get(0).rule()).momentum(), 1e-15);
    scheduler.moveTo(4.5);
    assertEquals(0.85, ((Sgd) optimizer.groups().get(0).rule()).momentum(), 1e-15);
    scheduler.moveTo(10);
    assertEquals(0.95, ((Sgd) optimizer.groups().get(0).rule()).momentum(), 1e-15);
  }

  @Test
  void aMomentumOfTheScheduleIsThatOfTheStep() {
    // b₁ = g, θ₁ = −ηg; b₂ = μ₂ b₁ + g, θ₂ = θ₁ − ηb₂, with g = 1, η = 1 and μ = 0.9, 0.5.
    Parameter parameter = Parameter.of(Tensor.of(0d));
    Optimizer optimizer = Optimizer.of(Map.of("a", parameter), 1, Sgd.withMomentum(0.9));
    Schedule falling = (step, initial) -> step == 0 ? initial : 0.5;
    Scheduler scheduler = Scheduler.of(optimizer, (step, initial) -> initial, falling);
    for (int i = 0; i < 2; i++) {
      optimizer.step(parameter.tensor().sum().backward());
      scheduler.advance();
    }
    assertEquals(-1 - 1.5, parameter.tensor().item());
  }

  @Test
  void refusesMomentaThatRulesHaveNot() {
    Schedule half = (step, initial) -> 0.5;
    Parameter parameter = Parameter.of(Tensor.of(0d));
    Optimizer lion = Optimizer.of(Map.of("a", parameter), 1, new Lion());
    assertEquals(
        "[scheduler] group default has no momentum to set: expected a MomentumRule, such as Sgd or Adam, got "
            + new Lion()
            + ".",
        assertThrows(IllegalArgumentException.class, () -> Scheduler.of(lion, half, half))
            .getMessage());
    Optimizer plain = Optimizer.of(Map.of("a", parameter), 1, Sgd.plain());
    assertEquals(
        "[optimizer] the rule of group default does not fit what is remembered: expected a rule with the states [], got "
            + Sgd.withMomentum(0.5)
            + " with [momentum].",
        assertThrows(IllegalArgumentException.class, () -> Scheduler.of(plain, half, half))
            .getMessage());
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
