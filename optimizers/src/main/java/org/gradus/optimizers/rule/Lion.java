package org.gradus.optimizers.rule;

import java.util.List;
import org.gradus.core.json.Defaults;
import org.gradus.core.optimizer.UpdateRule;
import org.gradus.core.plugin.Settings;
import org.gradus.core.pointwise.Lanes;
import org.gradus.core.pointwise.UpdateFunction;

/**
 * Steps of the sign of a mean of gradients: one state, and every weight moves equally far.
 *
 * <pre>
 * θ ← (1 − ηλ) θ − η sign(β₁ m + (1 − β₁) g)
 * m ← β₂ m + (1 − β₂) g
 * </pre>
 *
 * <p>The learning rate is mostly three to ten times smaller than Adam's, and the decay as much
 * larger.
 *
 * <p>Source: Chen et al., "Symbolic discovery of optimization algorithms", 2023.
 *
 * @param beta1 the share of the mean in the step; 0.9 by default
 * @param beta2 how slowly the mean forgets; 0.99 by default
 * @param weightDecay λ ≥ 0, decoupled; 0 by default
 */
public record Lion(double beta1, double beta2, double weightDecay) implements UpdateRule {
  private static final List<String> STATES = List.of("mean");

  /**
   * Checks the settings.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public Lion {
    Settings.requireDecay("lion", "beta1", beta1);
    Settings.requireDecay("lion", "beta2", beta2);
    Settings.requireNotNegative("lion", "weight decay", weightDecay);
  }

  /** Takes the usual settings. */
  @Defaults
  public Lion() {
    this(0.9, 0.99, 0);
  }

  /** Returns this rule with a weight decay. */
  public Lion withWeightDecay(double decay) {
    return new Lion(beta1, beta2, decay);
  }

  @Override
  public List<String> states() {
    return STATES;
  }

  @Override
  public UpdateFunction at(long step, double learningRate) {
    return new Step(beta1, beta2, learningRate, 1 - learningRate * weightDecay);
  }

  /** One step. */
  private record Step(double beta1, double beta2, double rate, double shrink)
      implements UpdateFunction {
    @Override
    public <V> void update(Lanes<V> lanes, Cursor<V> at) {
      V gradient = at.gradient();
      V mean = at.state(0);
      V direction = Steps.sign(lanes, Steps.average(lanes, beta1, mean, gradient));
      at.setState(0, Steps.average(lanes, beta2, mean, gradient));
      V shrunk = lanes.multiply(lanes.constant(shrink), at.parameter());
      at.setParameter(Steps.down(lanes, shrunk, rate, direction));
    }
  }
}
