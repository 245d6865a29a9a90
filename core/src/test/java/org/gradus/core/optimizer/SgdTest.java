package org.gradus.core.optimizer;

import static org.gradus.core.tensor.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.gradus.core.tensor.Parameter;
import org.gradus.core.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Trajectories against closed forms; the reference cases are in the module conformance. */
class SgdTest {
  private static final double RATE = 0.1;
  private static final int STEPS = 20;

  /** Returns the trajectory from θ = 1 with the gradient {@code slope · θ + constant}. */
  private static double[] trajectory(Sgd rule, double slope, double constant) {
    Parameter p = Parameter.of(Tensor.of(1.0));
    Optimizer optimizer = Optimizer.of(Map.of("p", p), RATE, rule);
    double[] values = new double[STEPS];
    for (int i = 0; i < STEPS; i++) {
      Tensor loss = p.tensor().square().mul(slope / 2).add(p.tensor().mul(constant)).sum();
      optimizer.step(loss.backward());
      values[i] = p.tensor().get(0);
    }
    return values;
  }

  /** f = a θ² / 2: θ_n = (1 − η a)ⁿ. */
  @Test
  void plainStepsShrinkAParabolaGeometrically() {
    double[] values = trajectory(Sgd.plain(), 3, 0);
    for (int i = 0; i < STEPS; i++) {
      assertEquals(Math.pow(1 - RATE * 3, i + 1), values[i], 1e-14);
    }
  }

  /** Weight decay λ is another slope: θ_n = (1 − η (a + λ))ⁿ. */
  @Test
  void weightDecayAddsToTheSlope() {
    double[] values = trajectory(Sgd.plain().withWeightDecay(0.5), 3, 0);
    for (int i = 0; i < STEPS; i++) {
      assertEquals(Math.pow(1 - RATE * 3.5, i + 1), values[i], 1e-14);
    }
  }

  /** Constant gradient c: b_n = c (1 − μⁿ) / (1 − μ), θ_n = 1 − η c Σ (1 − μᵏ) / (1 − μ). */
  @Test
  void momentumSumsAConstantGradient() {
    double mu = 0.9;
    double[] values = trajectory(Sgd.withMomentum(mu), 0, 2);
    for (int n = 1; n <= STEPS; n++) {
      double powers = mu * (1 - Math.pow(mu, n)) / (1 - mu);
      assertEquals(1 - RATE * 2 * (n - powers) / (1 - mu), values[n - 1], 1e-13);
    }
  }

  /** With dampening τ: b_n = c μⁿ⁻¹ + c (1 − τ) (1 − μⁿ⁻¹) / (1 − μ). */
  @Test
  void dampeningLeavesTheFirstStepWhole() {
    double mu = 0.5;
    double[] values = trajectory(Sgd.withMomentum(mu).withDampening(0.25), 0, 2);
    double expected = 1;
    for (int n = 1; n <= STEPS; n++) {
      double power = Math.pow(mu, n - 1);
      expected -= RATE * 2 * (power + 0.75 * (1 - power) / (1 - mu));
      assertEquals(expected, values[n - 1], 1e-13);
    }
  }

  /** Nesterov's direction is g + μ b: c + μ c (1 − μⁿ) / (1 − μ). */
  @Test
  void nesterovLooksOneStepAhead() {
    double mu = 0.5;
    double[] values = trajectory(Sgd.withMomentum(mu).withNesterov(), 0, 2);
    double expected = 1;
    for (int n = 1; n <= STEPS; n++) {
      expected -= RATE * 2 * (1 + mu * (1 - Math.pow(mu, n)) / (1 - mu));
      assertEquals(expected, values[n - 1], 1e-13);
    }
  }

  /** Maximizing −f is minimizing f. */
  @Test
  void maximizingClimbs() {
    double[] down = trajectory(new Sgd(0.9, 0.1, 0.01, false, false), 3, 1);
    double[] up = trajectory(new Sgd(0.9, 0.1, 0.01, false, true), -3, -1);
    for (int i = 0; i < STEPS; i++) {
      assertEquals(down[i], up[i]);
    }
  }

  @Test
  void onlyMomentumHasState() {
    assertEquals(List.of(), Sgd.plain().states());
    assertEquals(List.of("momentum"), Sgd.withMomentum(0.9).states());
  }

  @Test
  void wrongSettingsAreRefused() {
    assertRefused(
        IllegalArgumentException.class,
        "[sgd] the momentum is out of range: expected a finite number ≥ 0, got -0.1.",
        () -> Sgd.withMomentum(-0.1));
    assertRefused(
        IllegalArgumentException.class,
        "[sgd] the weight decay is out of range: expected a finite number ≥ 0, got NaN.",
        () -> Sgd.plain().withWeightDecay(Double.NaN));
    assertRefused(
        IllegalArgumentException.class,
        "[sgd] the dampening is out of range: expected a finite number, got Infinity.",
        () -> Sgd.plain().withDampening(Double.POSITIVE_INFINITY));
    assertRefused(
        IllegalArgumentException.class,
        "[sgd] Nesterov's form does not fit: expected momentum > 0 and dampening 0, got momentum"
            + " 0.0 and dampening 0.0.",
        () -> Sgd.plain().withNesterov());
    assertRefused(
        IllegalArgumentException.class,
        "[sgd] Nesterov's form does not fit: expected momentum > 0 and dampening 0, got momentum"
            + " 0.9 and dampening 0.5.",
        () -> new Sgd(0.9, 0.5, 0, true, false));
  }
}
