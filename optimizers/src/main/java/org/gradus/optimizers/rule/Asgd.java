package org.gradus.optimizers.rule;

import java.util.List;
import org.gradus.core.json.Defaults;
import org.gradus.core.optimizer.UpdateRule;
import org.gradus.core.plugin.Settings;
import org.gradus.core.pointwise.Lanes;
import org.gradus.core.pointwise.UpdateFunction;

/**
 * Averaged stochastic gradient descent: steps that grow smaller, and the mean of the parameters
 * that they pass, which is better than the last of them. The mean is the state {@code average} of
 * {@link org.gradus.core.optimizer.Optimizer#state()}.
 *
 * <pre>
 * ηₜ = η / (1 + λ' η (t − 1))^α
 * θ ← (1 − λ' ηₜ) θ − ηₜ g
 * a ← a + (θ − a) / max(1, t − 1 − t₀)
 * </pre>
 *
 * <p>Source: Polyak and Juditsky, "Acceleration of stochastic approximation by averaging", 1992, as
 * described by Bottou, "Stochastic gradient descent tricks", 2012.
 *
 * @param lambda λ' ≥ 0, how much the parameters shrink; 1e-4 by default
 * @param alpha α ≥ 0, how fast the steps grow smaller; 0.75 by default
 * @param start t₀ ≥ 0, the step after which to average; 1e6 by default
 * @param weightDecay λ ≥ 0, coupled; 0 by default
 */
public record Asgd(double lambda, double alpha, double start, double weightDecay)
    implements UpdateRule {
  private static final List<String> STATES = List.of("average");

  /**
   * Checks the settings.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public Asgd {
    Settings.requireNotNegative("asgd", "lambda", lambda);
    Settings.requireNotNegative("asgd", "alpha", alpha);
    Settings.requireNotNegative("asgd", "start", start);
    Settings.requireNotNegative("asgd", "weight decay", weightDecay);
  }

  /** Takes the usual settings. */
  @Defaults
  public Asgd() {
    this(1e-4, 0.75, 1e6, 0);
  }

  /** Returns this rule with a weight decay. */
  public Asgd withWeightDecay(double decay) {
    return new Asgd(lambda, alpha, start, decay);
  }

  @Override
  public List<String> states() {
    return STATES;
  }

  @Override
  public UpdateFunction at(long step, double learningRate) {
    double rate = learningRate / Math.pow(1 + lambda * learningRate * (step - 1), alpha);
    double share = 1 / Math.max(1, step - 1 - start);
    return new Step(rate, 1 - lambda * rate, share, weightDecay);
  }

  /** One step. */
  private record Step(double rate, double shrink, double share, double decay)
      implements UpdateFunction {
    @Override
    public <V> void update(Lanes<V> lanes, Cursor<V> at) {
      V parameter = at.parameter();
      V gradient = Steps.decayed(lanes, at.gradient(), false, parameter, decay);
      V shrunk = lanes.multiply(lanes.constant(shrink), parameter);
      V next = Steps.down(lanes, shrunk, rate, gradient);
      at.setParameter(next);
      V difference = lanes.subtract(next, at.state(0));
      at.setState(0, share == 1 ? next : lanes.fma(lanes.constant(share), difference, at.state(0)));
    }
  }
}
