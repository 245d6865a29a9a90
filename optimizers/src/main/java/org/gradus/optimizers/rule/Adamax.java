package org.gradus.optimizers.rule;

import java.util.List;
import org.gradus.core.json.Defaults;
import org.gradus.core.optimizer.MomentumRule;
import org.gradus.core.plugin.Settings;
import org.gradus.core.pointwise.Lanes;
import org.gradus.core.pointwise.UpdateFunction;

/**
 * Adam with the largest gradient in place of the mean of squares.
 *
 * <pre>
 * m ← β₁ m + (1 − β₁) g
 * u ← max(β₂ u, |g| + ε)
 * θ ← θ − η / (1 − β₁ᵗ) m / u
 * </pre>
 *
 * <p>Source: Kingma and Ba, "Adam: a method for stochastic optimization", 2015, section 7.1.
 *
 * @param beta1 how slowly the mean of gradients forgets; 0.9 by default
 * @param beta2 how slowly the largest gradient is forgotten; 0.999 by default
 * @param epsilon ε, keeps the divisor from 0; 1e-8 by default
 * @param weightDecay λ ≥ 0, coupled; 0 by default
 * @param maximize whether to climb instead: g ← −g first; not by default
 */
public record Adamax(
    double beta1, double beta2, double epsilon, double weightDecay, boolean maximize)
    implements MomentumRule {
  private static final List<String> STATES = List.of("mean", "largest");

  /**
   * Checks the settings.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public Adamax {
    Settings.requireDecay("adamax", "beta1", beta1);
    Settings.requireDecay("adamax", "beta2", beta2);
    Settings.requireNotNegative("adamax", "epsilon", epsilon);
    Settings.requireNotNegative("adamax", "weight decay", weightDecay);
  }

  /** Takes the usual settings. */
  @Defaults
  public Adamax() {
    this(0.9, 0.999, 1e-8, 0, false);
  }

  /** Returns this rule with a weight decay. */
  public Adamax withWeightDecay(double decay) {
    return new Adamax(beta1, beta2, epsilon, decay, maximize);
  }

  @Override
  public double momentum() {
    return beta1;
  }

  @Override
  public Adamax atMomentum(double newMomentum) {
    return new Adamax(newMomentum, beta2, epsilon, weightDecay, maximize);
  }

  @Override
  public List<String> states() {
    return STATES;
  }

  @Override
  public UpdateFunction at(long step, double learningRate) {
    double rate = learningRate / Steps.debias(beta1, step);
    return new Step(beta1, beta2, epsilon, weightDecay, rate, maximize);
  }

  /** One step. */
  private record Step(
      double beta1, double beta2, double epsilon, double decay, double rate, boolean maximize)
      implements UpdateFunction {
    @Override
    public <V> void update(Lanes<V> lanes, Cursor<V> at) {
      V parameter = at.parameter();
      V gradient = Steps.decayed(lanes, at.gradient(), maximize, parameter, decay);
      V mean = Steps.average(lanes, beta1, at.state(0), gradient);
      V faded = lanes.multiply(lanes.constant(beta2), at.state(1));
      V largest = lanes.max(faded, lanes.add(lanes.abs(gradient), lanes.constant(epsilon)));
      at.setState(0, mean);
      at.setState(1, largest);
      at.setParameter(Steps.down(lanes, parameter, rate, lanes.divide(mean, largest)));
    }
  }
}
