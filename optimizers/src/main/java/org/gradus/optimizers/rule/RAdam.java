package org.gradus.optimizers.rule;

import java.util.List;
import org.gradus.core.json.Defaults;
import org.gradus.core.optimizer.MomentumRule;
import org.gradus.core.plugin.Settings;
import org.gradus.core.pointwise.Lanes;
import org.gradus.core.pointwise.UpdateFunction;

/**
 * Rectified Adam: plain momentum until the mean of squares is known well enough, then Adam with a
 * rate that makes up for its variance.
 *
 * <pre>
 * m ← β₁ m + (1 − β₁) g,   v ← β₂ v + (1 − β₂) g²
 * ρ∞ = 2 / (1 − β₂) − 1,   ρ = ρ∞ − 2 t β₂ᵗ / (1 − β₂ᵗ)
 * r = √((ρ − 4)(ρ − 2) ρ∞ / ((ρ∞ − 4)(ρ∞ − 2) ρ))
 * θ ← θ − η (m / (1 − β₁ᵗ)) r √(1 − β₂ᵗ) / (√v + ε)   if ρ > 5, else θ − η m / (1 − β₁ᵗ)
 * </pre>
 *
 * <p>Source: Liu et al., "On the variance of the adaptive learning rate and beyond", 2020.
 *
 * @param beta1 how slowly the mean of gradients forgets; 0.9 by default
 * @param beta2 how slowly the mean of squares forgets; 0.999 by default
 * @param epsilon ε, keeps the divisor from 0; 1e-8 by default
 * @param weightDecay λ ≥ 0, coupled; 0 by default
 */
public record RAdam(double beta1, double beta2, double epsilon, double weightDecay)
    implements MomentumRule {
  private static final List<String> STATES = List.of("mean", "square");

  /**
   * Checks the settings.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public RAdam {
    Settings.requireDecay("r-adam", "beta1", beta1);
    Settings.requireDecay("r-adam", "beta2", beta2);
    Settings.requireNotNegative("r-adam", "epsilon", epsilon);
    Settings.requireNotNegative("r-adam", "weight decay", weightDecay);
  }

  /** Takes the usual settings. */
  @Defaults
  public RAdam() {
    this(0.9, 0.999, 1e-8, 0);
  }

  /** Returns this rule with a weight decay. */
  public RAdam withWeightDecay(double decay) {
    return new RAdam(beta1, beta2, epsilon, decay);
  }

  @Override
  public double momentum() {
    return beta1;
  }

  @Override
  public RAdam atMomentum(double newMomentum) {
    return new RAdam(newMomentum, beta2, epsilon, weightDecay);
  }

  @Override
  public List<String> states() {
    return STATES;
  }

  @Override
  public UpdateFunction at(long step, double learningRate) {
    double rate = learningRate / Steps.debias(beta1, step);
    double known = Steps.debias(beta2, step);
    double most = 2 / (1 - beta2) - 1;
    double length = most - 2 * step * (1 - known) / known;
    boolean adaptive = length > 5;
    double rectified =
        Math.sqrt((length - 4) * (length - 2) * most / ((most - 4) * (most - 2) * length) * known);
    return new Step(
        beta1, beta2, epsilon, weightDecay, adaptive ? rate * rectified : rate, adaptive);
  }

  /** One step. */
  private record Step(
      double beta1, double beta2, double epsilon, double decay, double rate, boolean adaptive)
      implements UpdateFunction {
    @Override
    public <V> void update(Lanes<V> lanes, Cursor<V> at) {
      V parameter = at.parameter();
      V gradient = Steps.decayed(lanes, at.gradient(), false, parameter, decay);
      V mean = Steps.average(lanes, beta1, at.state(0), gradient);
      V square = Steps.averageOfSquares(lanes, beta2, at.state(1), gradient);
      at.setState(0, mean);
      at.setState(1, square);
      V direction = mean;
      if (adaptive) {
        direction = lanes.divide(mean, lanes.add(lanes.sqrt(square), lanes.constant(epsilon)));
      }
      at.setParameter(Steps.down(lanes, parameter, rate, direction));
    }
  }
}
