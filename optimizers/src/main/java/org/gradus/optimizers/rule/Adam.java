package org.gradus.optimizers.rule;

import java.util.List;
import org.gradus.core.json.Defaults;
import org.gradus.core.optimizer.MomentumRule;
import org.gradus.core.plugin.Settings;
import org.gradus.core.pointwise.UpdateFunction;

/**
 * Adam: steps of the mean of gradients, measured by the mean of their squares.
 *
 * <pre>
 * m ← β₁ m + (1 − β₁) g
 * v ← β₂ v + (1 − β₂) g²
 * θ ← θ − η (m / (1 − β₁ᵗ)) / (√(v / (1 − β₂ᵗ)) + ε)
 * </pre>
 *
 * <p>The weight decay is of the coupled kind, g ← g + λθ, and so divided by √v as well; {@link
 * AdamW} has the decoupled one, which is mostly meant.
 *
 * <p>Source: Kingma and Ba, "Adam: a method for stochastic optimization", 2015.
 *
 * @param beta1 how slowly the mean of gradients forgets; 0.9 by default
 * @param beta2 how slowly the mean of squares forgets; 0.999 by default
 * @param epsilon ε, keeps the divisor from 0; 1e-8 by default
 * @param weightDecay λ ≥ 0; 0 by default
 * @param amsgrad whether to divide by the largest v so far (Reddi et al., "On the convergence of
 *     Adam and beyond", 2018); not by default
 * @param maximize whether to climb instead: g ← −g first; not by default
 */
public record Adam(
    double beta1,
    double beta2,
    double epsilon,
    double weightDecay,
    boolean amsgrad,
    boolean maximize)
    implements MomentumRule {
  /**
   * Checks the settings.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public Adam {
    Settings.requireDecay("adam", "beta1", beta1);
    Settings.requireDecay("adam", "beta2", beta2);
    Settings.requireNotNegative("adam", "epsilon", epsilon);
    Settings.requireNotNegative("adam", "weight decay", weightDecay);
  }

  /** Takes the usual settings. */
  @Defaults
  public Adam() {
    this(0.9, 0.999, 1e-8, 0, false, false);
  }

  /** Returns this rule with a weight decay. */
  public Adam withWeightDecay(double decay) {
    return new Adam(beta1, beta2, epsilon, decay, amsgrad, maximize);
  }

  /** Returns this rule with other factors of forgetting. */
  public Adam withBetas(double first, double second) {
    return new Adam(first, second, epsilon, weightDecay, amsgrad, maximize);
  }

  /** Returns this rule dividing by the largest mean of squares so far. */
  public Adam withAmsgrad() {
    return new Adam(beta1, beta2, epsilon, weightDecay, true, maximize);
  }

  @Override
  public double momentum() {
    return beta1;
  }

  @Override
  public Adam atMomentum(double newMomentum) {
    return new Adam(newMomentum, beta2, epsilon, weightDecay, amsgrad, maximize);
  }

  @Override
  public List<String> states() {
    return AdamStep.states(amsgrad);
  }

  @Override
  public UpdateFunction at(long step, double learningRate) {
    double rate = learningRate / Steps.debias(beta1, step);
    double root = Math.sqrt(Steps.debias(beta2, step));
    return new AdamStep(beta1, beta2, epsilon, rate, root, weightDecay, 1, amsgrad, maximize);
  }
}
