package org.gradus.optimizers.rule;

import java.util.List;
import org.gradus.core.json.Defaults;
import org.gradus.core.optimizer.LayerwiseRule;
import org.gradus.core.optimizer.MomentumRule;
import org.gradus.core.plugin.Settings;
import org.gradus.core.pointwise.Lanes;
import org.gradus.core.pointwise.UpdateFunction;

/**
 * Adam whose steps have, for every parameter, the size of the parameter: for very large batches.
 *
 * <pre>
 * m ← β₁ m + (1 − β₁) g,   v ← β₂ v + (1 − β₂) g²
 * d = (m / (1 − β₁ᵗ)) / (√(v / (1 − β₂ᵗ)) + ε) + λθ
 * θ ← θ − η ‖θ‖ / ‖d‖ d      (η d if one of the norms is 0)
 * </pre>
 *
 * <p>Source: You et al., "Large batch optimization for deep learning: training BERT in 76 minutes",
 * 2020.
 *
 * @param beta1 how slowly the mean of gradients forgets; 0.9 by default
 * @param beta2 how slowly the mean of squares forgets; 0.999 by default
 * @param epsilon ε, keeps the divisor from 0; 1e-6 by default
 * @param weightDecay λ ≥ 0, in the direction; 0 by default
 */
public record Lamb(double beta1, double beta2, double epsilon, double weightDecay)
    implements LayerwiseRule, MomentumRule {
  private static final List<String> STATES = List.of("mean", "square", "direction");

  /**
   * Checks the settings.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public Lamb {
    Settings.requireDecay("lamb", "beta1", beta1);
    Settings.requireDecay("lamb", "beta2", beta2);
    Settings.requireNotNegative("lamb", "epsilon", epsilon);
    Settings.requireNotNegative("lamb", "weight decay", weightDecay);
  }

  /** Takes the usual settings. */
  @Defaults
  public Lamb() {
    this(0.9, 0.999, 1e-6, 0);
  }

  /** Returns this rule with a weight decay. */
  public Lamb withWeightDecay(double decay) {
    return new Lamb(beta1, beta2, epsilon, decay);
  }

  @Override
  public double momentum() {
    return beta1;
  }

  @Override
  public Lamb atMomentum(double newMomentum) {
    return new Lamb(newMomentum, beta2, epsilon, weightDecay);
  }

  @Override
  public List<String> states() {
    return STATES;
  }

  @Override
  public UpdateFunction at(long step, double learningRate) {
    double share = 1 / Steps.debias(beta1, step);
    double root = Math.sqrt(Steps.debias(beta2, step));
    return new Step(beta1, beta2, epsilon, weightDecay, share, root);
  }

  @Override
  public UpdateFunction scaled(double parameterNorm, double directionNorm, double learningRate) {
    boolean measurable = parameterNorm > 0 && directionNorm > 0;
    return new Down(measurable ? learningRate * parameterNorm / directionNorm : learningRate);
  }

  /** One step. */
  private record Step(
      double beta1, double beta2, double epsilon, double decay, double share, double root)
      implements UpdateFunction {
    @Override
    public <V> void update(Lanes<V> lanes, Cursor<V> at) {
      V gradient = at.gradient();
      V mean = Steps.average(lanes, beta1, at.state(0), gradient);
      V square = Steps.averageOfSquares(lanes, beta2, at.state(1), gradient);
      at.setState(0, mean);
      at.setState(1, square);
      V scale =
          lanes.add(
              lanes.multiply(lanes.sqrt(square), lanes.constant(1 / root)),
              lanes.constant(epsilon));
      V step = lanes.divide(lanes.multiply(lanes.constant(share), mean), scale);
      at.setState(2, lanes.fma(lanes.constant(decay), at.parameter(), step));
      at.setParameter(at.parameter());
    }
  }

  /** θ ← θ − η d. */
  private record Down(double rate) implements UpdateFunction {
    @Override
    public <V> void update(Lanes<V> lanes, Cursor<V> at) {
      at.setParameter(Steps.down(lanes, at.parameter(), rate, at.state(2)));
    }
  }
}
