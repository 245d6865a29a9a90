package org.gradus.optimizers.rule;

import java.util.List;
import org.gradus.core.json.Defaults;
import org.gradus.core.optimizer.UpdateRule;
import org.gradus.core.plugin.Settings;
import org.gradus.core.pointwise.Lanes;
import org.gradus.core.pointwise.UpdateFunction;

/**
 * Steps measured by the root of the sum of all squared gradients: what was seldom moved moves far.
 *
 * <pre>
 * s ← s + g²
 * θ ← θ − η / (1 + (t − 1) δ) g / (√s + ε)
 * </pre>
 *
 * <p>Source: Duchi, Hazan and Singer, "Adaptive subgradient methods for online learning and
 * stochastic optimization", 2011.
 *
 * @param learningRateDecay δ ≥ 0; 0 by default
 * @param weightDecay λ ≥ 0, coupled; 0 by default
 * @param initialSum s before the first step, at least 0; 0 by default
 * @param epsilon ε, keeps the divisor from 0; 1e-10 by default
 * @param maximize whether to climb instead: g ← −g first; not by default
 */
public record Adagrad(
    double learningRateDecay,
    double weightDecay,
    double initialSum,
    double epsilon,
    boolean maximize)
    implements UpdateRule {
  private static final List<String> STATES = List.of("sum");

  /**
   * Checks the settings.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public Adagrad {
    Settings.requireNotNegative("adagrad", "learning rate decay", learningRateDecay);
    Settings.requireNotNegative("adagrad", "weight decay", weightDecay);
    Settings.requireNotNegative("adagrad", "initial sum", initialSum);
    Settings.requireNotNegative("adagrad", "epsilon", epsilon);
    Settings.require(
        epsilon > 0 || initialSum > 0,
        "adagrad",
        "epsilon",
        "above 0 if the sum begins with 0",
        epsilon);
  }

  /** Takes the usual settings. */
  @Defaults
  public Adagrad() {
    this(0, 0, 0, 1e-10, false);
  }

  /** Returns this rule with a weight decay. */
  public Adagrad withWeightDecay(double decay) {
    return new Adagrad(learningRateDecay, decay, initialSum, epsilon, maximize);
  }

  @Override
  public List<String> states() {
    return STATES;
  }

  @Override
  public double initial(String state) {
    return initialSum;
  }

  @Override
  public boolean keepsWhatHasNoGradient() {
    return weightDecay == 0;
  }

  @Override
  public UpdateFunction at(long step, double learningRate) {
    double rate = learningRate / (1 + (step - 1) * learningRateDecay);
    return new Step(rate, weightDecay, epsilon, maximize);
  }

  /** One step. */
  private record Step(double rate, double decay, double epsilon, boolean maximize)
      implements UpdateFunction {
    @Override
    public <V> void update(Lanes<V> lanes, Cursor<V> at) {
      V parameter = at.parameter();
      V gradient = Steps.decayed(lanes, at.gradient(), maximize, parameter, decay);
      V sum = lanes.fma(gradient, gradient, at.state(0));
      at.setState(0, sum);
      V scale = lanes.add(lanes.sqrt(sum), lanes.constant(epsilon));
      at.setParameter(Steps.down(lanes, parameter, rate, lanes.divide(gradient, scale)));
    }
  }
}
