package org.gradus.optimizers.rule;

import java.util.ArrayList;
import java.util.List;
import org.gradus.core.json.Defaults;
import org.gradus.core.optimizer.MomentumRule;
import org.gradus.core.plugin.Settings;
import org.gradus.core.pointwise.Lanes;
import org.gradus.core.pointwise.UpdateFunction;

/**
 * Steps measured by the root of the mean of squared gradients.
 *
 * <pre>
 * v ← α v + (1 − α) g²
 * a ← α a + (1 − α) g,   max(v − a², 0) instead of v   (centred)
 * b ← μ b + g / (√v + ε)
 * θ ← θ − η b
 * </pre>
 *
 * <p>Source: Tieleman and Hinton, "Lecture 6.5: RMSProp", 2012; centred: Graves, "Generating
 * sequences with recurrent neural networks", 2013.
 *
 * @param alpha how slowly the means forget; 0.99 by default
 * @param epsilon ε, keeps the divisor from 0; 1e-8 by default
 * @param weightDecay λ ≥ 0, coupled; 0 by default
 * @param momentum μ ≥ 0; 0 by default
 * @param centred whether to measure by the variance instead of the mean of squares; not by default
 */
public record RmsProp(
    double alpha, double epsilon, double weightDecay, double momentum, boolean centred)
    implements MomentumRule {

  /**
   * Checks the settings.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public RmsProp {
    Settings.requireDecay("rms-prop", "alpha", alpha);
    Settings.requireNotNegative("rms-prop", "epsilon", epsilon);
    Settings.requireNotNegative("rms-prop", "weight decay", weightDecay);
    Settings.requireNotNegative("rms-prop", "momentum", momentum);
  }

  /** Takes the usual settings. */
  @Defaults
  public RmsProp() {
    this(0.99, 1e-8, 0, 0, false);
  }

  /** Returns this rule with a weight decay. */
  public RmsProp withWeightDecay(double decay) {
    return new RmsProp(alpha, epsilon, decay, momentum, centred);
  }

  /** Returns this rule with a momentum. */
  public RmsProp withMomentum(double factor) {
    return new RmsProp(alpha, epsilon, weightDecay, factor, centred);
  }

  /** Returns this rule measuring by the variance. */
  public RmsProp withCentring() {
    return new RmsProp(alpha, epsilon, weightDecay, momentum, true);
  }

  @Override
  public RmsProp atMomentum(double newMomentum) {
    return withMomentum(newMomentum);
  }

  @Override
  public List<String> states() {
    List<String> names = new ArrayList<>(List.of("square"));
    if (centred) {
      names.add("mean");
    }
    if (momentum > 0) {
      names.add("momentum");
    }
    return names;
  }

  @Override
  public UpdateFunction at(long step, double learningRate) {
    return new Step(alpha, epsilon, weightDecay, momentum, centred, learningRate);
  }

  /** One step. */
  private record Step(
      double alpha, double epsilon, double decay, double momentum, boolean centred, double rate)
      implements UpdateFunction {
    @Override
    public <V> void update(Lanes<V> lanes, Cursor<V> at) {
      V parameter = at.parameter();
      V gradient = Steps.decayed(lanes, at.gradient(), false, parameter, decay);
      V square = Steps.averageOfSquares(lanes, alpha, at.state(0), gradient);
      at.setState(0, square);
      V variance = square;
      if (centred) {
        V mean = Steps.average(lanes, alpha, at.state(1), gradient);
        at.setState(1, mean);
        // Rounding makes it negative where gradients hardly vary, and its root no number.
        V difference = lanes.subtract(square, lanes.multiply(mean, mean));
        variance = lanes.max(difference, lanes.constant(0));
      }
      V direction =
          lanes.divide(gradient, lanes.add(lanes.sqrt(variance), lanes.constant(epsilon)));
      if (momentum > 0) {
        int last = centred ? 2 : 1;
        direction = lanes.fma(lanes.constant(momentum), at.state(last), direction);
        at.setState(last, direction);
      }
      at.setParameter(Steps.down(lanes, parameter, rate, direction));
    }
  }
}
