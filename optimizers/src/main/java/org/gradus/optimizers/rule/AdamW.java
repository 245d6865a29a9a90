package org.gradus.optimizers.rule;

import java.util.List;
import org.gradus.core.json.Defaults;
import org.gradus.core.optimizer.MomentumRule;
import org.gradus.core.plugin.Settings;
import org.gradus.core.pointwise.UpdateFunction;

/**
 * Adam with decoupled weight decay: θ ← (1 − ηλ) θ first, and then as {@link Adam} without decay.
 *
 * <pre>
 * m ← β₁ m + (1 − β₁) g
 * v ← β₂ v + (1 − β₂) g²
 * θ ← θ − η (m / (1 − β₁ᵗ)) / (√(v / (1 − β₂ᵗ)) + ε)
 * </pre>
 *
 * <p>Source: Loshchilov and Hutter, "Decoupled weight decay regularization", 2019.
 *
 * @param beta1 how slowly the mean of gradients forgets; 0.9 by default
 * @param beta2 how slowly the mean of squares forgets; 0.999 by default
 * @param epsilon ε, keeps the divisor from 0; 1e-8 by default
 * @param weightDecay λ ≥ 0; 0.01 by default
 * @param amsgrad whether to divide by the largest v so far (Reddi et al., "On the convergence of
 *     Adam and beyond", 2018); not by default
 * @param maximize whether to climb instead: g ← −g first; not by default
 */
public record AdamW(
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
  public AdamW {
    Settings.requireDecay("adam-w", "beta1", beta1);
    Settings.requireDecay("adam-w", "beta2", beta2);
    Settings.requireNotNegative("adam-w", "epsilon", epsilon);
    Settings.requireNotNegative("adam-w", "weight decay", weightDecay);
  }

  /** Takes the usual settings, with a weight decay of 0.01. */
  @Defaults
  public AdamW() {
    this(0.9, 0.999, 1e-8, 0.01, false, false);
  }

  /** Returns this rule with a weight decay. */
  public AdamW withWeightDecay(double decay) {
    return new AdamW(beta1, beta2, epsilon, decay, amsgrad, maximize);
  }

  /** Returns this rule with other factors of forgetting. */
  public AdamW withBetas(double first, double second) {
    return new AdamW(first, second, epsilon, weightDecay, amsgrad, maximize);
  }

  /** Returns this rule dividing by the largest mean of squares so far. */
  public AdamW withAmsgrad() {
    return new AdamW(beta1, beta2, epsilon, weightDecay, true, maximize);
  }

  @Override
  public double momentum() {
    return beta1;
  }

  @Override
  public AdamW atMomentum(double newMomentum) {
    return new AdamW(newMomentum, beta2, epsilon, weightDecay, amsgrad, maximize);
  }

  @Override
  public List<String> states() {
    return AdamStep.states(amsgrad);
  }

  @Override
  public UpdateFunction at(long step, double learningRate) {
    double rate = learningRate / Steps.debias(beta1, step);
    double root = Math.sqrt(Steps.debias(beta2, step));
    double shrink = 1 - learningRate * weightDecay;
    return new AdamStep(beta1, beta2, epsilon, rate, root, 0, shrink, amsgrad, maximize);
  }
}
