package org.gradus.optimizers.rule;

import java.util.List;
import org.gradus.core.json.Defaults;
import org.gradus.core.optimizer.UpdateRule;
import org.gradus.core.plugin.Settings;
import org.gradus.core.pointwise.Lanes;
import org.gradus.core.pointwise.UpdateFunction;

/**
 * Steps in the units of the parameter: gradients measured by the root of their mean of squares,
 * times the root of the mean of squared steps. The learning rate is mostly 1.
 *
 * <pre>
 * v ← ρ v + (1 − ρ) g²
 * d = √(u + ε) / √(v + ε) g
 * u ← ρ u + (1 − ρ) d²
 * θ ← θ − η d
 * </pre>
 *
 * <p>Source: Zeiler, "ADADELTA: an adaptive learning rate method", 2012.
 *
 * @param rho ρ, how slowly the means forget; 0.9 by default
 * @param epsilon ε, starts the steps; 1e-6 by default
 * @param weightDecay λ ≥ 0, coupled; 0 by default
 * @param maximize whether to climb instead: g ← −g first; not by default
 */
public record Adadelta(double rho, double epsilon, double weightDecay, boolean maximize)
    implements UpdateRule {
  private static final List<String> STATES = List.of("square", "step-square");

  /**
   * Checks the settings.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public Adadelta {
    Settings.requireDecay("adadelta", "rho", rho);
    Settings.requireNotNegative("adadelta", "epsilon", epsilon);
    Settings.requireNotNegative("adadelta", "weight decay", weightDecay);
  }

  /** Takes the usual settings. */
  @Defaults
  public Adadelta() {
    this(0.9, 1e-6, 0, false);
  }

  /** Returns this rule with a weight decay. */
  public Adadelta withWeightDecay(double decay) {
    return new Adadelta(rho, epsilon, decay, maximize);
  }

  @Override
  public List<String> states() {
    return STATES;
  }

  @Override
  public UpdateFunction at(long step, double learningRate) {
    return new Step(rho, epsilon, weightDecay, learningRate, maximize);
  }

  /** One step. */
  private record Step(double rho, double epsilon, double decay, double rate, boolean maximize)
      implements UpdateFunction {
    @Override
    public <V> void update(Lanes<V> lanes, Cursor<V> at) {
      V parameter = at.parameter();
      V gradient = Steps.decayed(lanes, at.gradient(), maximize, parameter, decay);
      V square = Steps.averageOfSquares(lanes, rho, at.state(0), gradient);
      at.setState(0, square);
      V small = lanes.constant(epsilon);
      V ratio =
          lanes.divide(
              lanes.sqrt(lanes.add(at.state(1), small)), lanes.sqrt(lanes.add(square, small)));
      V direction = lanes.multiply(ratio, gradient);
      at.setState(1, Steps.averageOfSquares(lanes, rho, at.state(1), direction));
      at.setParameter(Steps.down(lanes, parameter, rate, direction));
    }
  }
}
