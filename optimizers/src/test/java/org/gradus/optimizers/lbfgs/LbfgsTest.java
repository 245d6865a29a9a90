package org.gradus.optimizers.lbfgs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.gradus.core.tensor.Parameter;
import org.gradus.core.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Its path is held against the reference cases. */
class LbfgsTest {
  @Test
  void findsTheMinimumOfRosenbrocksValley() {
    Parameter x = Parameter.of(Tensor.of(-1.2));
    Parameter y = Parameter.of(Tensor.of(1d));
    Lbfgs lbfgs =
        new Lbfgs(Map.of("x", x, "y", y), new Lbfgs.Config(1, 20, 25, 100, 1e-9, 0, true));
    for (int i = 0; i < 20; i++) {
      lbfgs.step(
          () -> {
            Tensor valley = y.tensor().sub(x.tensor().square()).square().mul(100);
            return valley.add(x.tensor().sub(1).square()).sum();
          });
    }
    assertTrue(x.tensor().isClose(Tensor.of(1d), 0, 1e-6));
    assertTrue(y.tensor().isClose(Tensor.of(1d), 0, 1e-6));
  }

  @Test
  void staysWhereTheGradientIsZero() {
    Parameter x = Parameter.of(Tensor.of(0d));
    Lbfgs lbfgs = new Lbfgs(Map.of("x", x), new Lbfgs.Config());
    assertEquals(3, lbfgs.step(() -> x.tensor().square().add(3).sum()));
    assertEquals(Tensor.of(0d), x.tensor());
    assertEquals(1, lbfgs.evaluations());
  }

  /** f(x) = −ln(1 − x²) has its minimum at 0, and is no number beyond ±1. */
  @Test
  void aStepThatWentTooFarIsTakenBack() {
    Parameter x = Parameter.of(Tensor.of(0.9));
    Lbfgs lbfgs = new Lbfgs(Map.of("x", x), new Lbfgs.Config(10, 20, 25, 100, 1e-9, 0, true));
    for (int i = 0; i < 5; i++) {
      lbfgs.step(() -> x.tensor().square().neg().add(1).log().neg().sum());
    }
    assertTrue(x.tensor().isClose(Tensor.of(0d), 0, 1e-6), x.tensor().toString());
  }

  @Test
  void whatIsNotFiniteToBeginWithStays() {
    Parameter x = Parameter.of(Tensor.of(-1.0));
    Lbfgs lbfgs = new Lbfgs(Map.of("x", x), new Lbfgs.Config());
    assertEquals(Double.NaN, lbfgs.step(() -> x.tensor().log().sum()));
    assertEquals(Tensor.of(-1.0), x.tensor());
  }

  /** A parameter of two paths is one number, and the way down is as it is by one path. */
  @Test
  void tiedWeightsCountOnce() {
    Parameter tied = Parameter.of(Tensor.of(5.0));
    Lbfgs twice = new Lbfgs(Map.of("a", tied, "b", tied), new Lbfgs.Config());
    twice.step(() -> tied.tensor().square().square().sum());
    Parameter x = Parameter.of(Tensor.of(5.0));
    Lbfgs once = new Lbfgs(Map.of("x", x), new Lbfgs.Config());
    once.step(() -> x.tensor().square().square().sum());
    assertEquals(x.tensor(), tied.tensor());
  }

  private static Lbfgs rosenbrock(Parameter point) {
    return new Lbfgs(Map.of("point", point), new Lbfgs.Config(1, 3, 9, 2, 1e-12, 0, true));
  }

  private static double step(Lbfgs lbfgs, Parameter point) {
    return lbfgs.step(
        () -> {
          Tensor x = point.tensor().select(0, 0);
          Tensor y = point.tensor().select(0, 1);
          return y.sub(x.square()).square().mul(100).add(x.sub(1).square());
        });
  }

  @Test
  void aRestoredStateContinuesBitForBit() {
    for (int before = 0; before < 5; before++) {
      Parameter point = Parameter.of(Tensor.of(-1.2, 1));
      Lbfgs lbfgs = rosenbrock(point);
      for (int i = 0; i < before; i++) {
        step(lbfgs, point);
      }
      Parameter copy = Parameter.of(point.tensor().detach());
      Lbfgs restored = rosenbrock(copy);
      restored.restore(lbfgs.state());
      assertEquals(lbfgs.state(), restored.state());
      for (int i = 0; i < 4; i++) {
        assertEquals(step(lbfgs, point), step(restored, copy));
      }
      assertEquals(point.tensor(), copy.tensor());
      assertEquals(lbfgs.state(), restored.state());
    }
  }

  @Test
  void aStateThatDoesNotFitIsRefused() {
    Parameter point = Parameter.of(Tensor.of(-1.2, 1));
    Lbfgs lbfgs = rosenbrock(point);
    step(lbfgs, point);
    Map<String, Tensor> state = lbfgs.state();
    Parameter single = Parameter.of(Tensor.of(1.0));
    Lbfgs other = new Lbfgs(Map.of("x", single), new Lbfgs.Config());
    assertRefused(
        "[lbfgs] the state does not fit: expected direction of type FLOAT64 and shape (1), got"
            + " FLOAT64 (2).",
        () -> other.restore(state));
    assertRefused(
        "[lbfgs] the state does not fit: expected numbers of type FLOAT64 and shape (3), got none.",
        () -> other.restore(Map.of()));
  }

  private static void assertRefused(String message, Executable executable) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, executable).getMessage());
  }

  @Test
  void thereIsSomethingToImprove() {
    assertRefused(
        "[lbfgs] there are no parameters: expected at least one, got none. Hint: a network has its"
            + " parameters once it is built.",
        () -> new Lbfgs(Map.of(), new Lbfgs.Config()));
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    assertEquals(
        "[lbfgs] history is out of range: expected at least 1, got 0.",
        assertThrows(
                IllegalArgumentException.class, () -> new Lbfgs.Config(1, 20, 25, 0, 0, 0, true))
            .getMessage());
  }
}
