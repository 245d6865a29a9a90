package org.gradus.optimizers.rule;

import java.util.List;
import org.gradus.core.json.Defaults;
import org.gradus.core.optimizer.UpdateRule;
import org.gradus.core.plugin.Settings;
import org.gradus.core.pointwise.Lanes;
import org.gradus.core.pointwise.UpdateFunction;

/**
 * Adam with Nesterov's momentum, and momentum that grows from half its size.
 *
 * <pre>
 * μₜ = β₁ (1 − 0.96^(tψ) / 2),   Pₜ = μ₁ ⋯ μₜ
 * m ← β₁ m + (1 − β₁) g
 * v ← β₂ v + (1 − β₂) g²
 * θ ← θ − η ((1 − μₜ) g / (1 − Pₜ) + μₜ₊₁ m / (1 − Pₜ₊₁)) / (√(v / (1 − β₂ᵗ)) + ε)
 * </pre>
 *
 * <p>Source: Dozat, "Incorporating Nesterov momentum into Adam", 2016.
 *
 * @param beta1 how slowly the mean of gradients forgets; 0.9 by default
 * @param beta2 how slowly the mean of squares forgets; 0.999 by default
 * @param epsilon ε, keeps the divisor from 0; 1e-8 by default
 * @param weightDecay λ ≥ 0, coupled; 0 by default
 * @param momentumDecay ψ ≥ 0, how fast the momentum grows; 0.004 by default
 */
public record NAdam(
    double beta1, double beta2, double epsilon, double weightDecay, double momentumDecay)
    implements UpdateRule {
  private static final List<String> STATES = List.of("mean", "square");
  private static final int TERMS = 60;

  /**
   * Checks the settings.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public NAdam {
    Settings.requireDecay("n-adam", "beta1", beta1);
    Settings.requireDecay("n-adam", "beta2", beta2);
    Settings.requireNotNegative("n-adam", "epsilon", epsilon);
    Settings.requireNotNegative("n-adam", "weight decay", weightDecay);
    Settings.requireNotNegative("n-adam", "momentum decay", momentumDecay);
  }

  /** Takes the usual settings. */
  @Defaults
  public NAdam() {
    this(0.9, 0.999, 1e-8, 0, 0.004);
  }

  /** Returns this rule with a weight decay. */
  public NAdam withWeightDecay(double decay) {
    return new NAdam(beta1, beta2, epsilon, decay, momentumDecay);
  }

  @Override
  public List<String> states() {
    return STATES;
  }

  @Override
  public UpdateFunction at(long step, double learningRate) {
    double product = momentumProduct(step);
    double next = momentum(step + 1);
    return new Step(
        beta1,
        beta2,
        epsilon,
        weightDecay,
        learningRate * (1 - momentum(step)) / (1 - product),
        learningRate * next / (1 - product * next),
        Math.sqrt(Steps.debias(beta2, step)));
  }

  private double momentum(long step) {
    return beta1 * (1 - 0.5 * Math.pow(0.96, step * momentumDecay));
  }

  /**
   * Returns Pₜ. With q = 0.96^ψ, ln Π (1 − qⁱ/2) = −Σ_j qʲ (1 − qʲᵗ) / (j 2ʲ (1 − qʲ)), whose terms
   * fall below rounding after {@value #TERMS}.
   */
  private double momentumProduct(long steps) {
    double q = Math.pow(0.96, momentumDecay);
    double sum = 0;
    for (int j = 1; j <= TERMS; j++) {
      double power = Math.pow(q, j);
      double geometric =
          power == 1 ? steps : power * -Math.expm1(steps * Math.log(power)) / (1 - power);
      sum += geometric / (j * Math.pow(2, j));
    }
    return Math.exp(steps * Math.log(beta1) - sum);
  }

  /** One step. */
  private record Step(
      double beta1,
      double beta2,
      double epsilon,
      double decay,
      double gradientRate,
      double meanRate,
      double root)
      implements UpdateFunction {
    @Override
    public <V> void update(Lanes<V> lanes, Cursor<V> at) {
      V parameter = at.parameter();
      V gradient = Steps.decayed(lanes, at.gradient(), false, parameter, decay);
      V mean = Steps.average(lanes, beta1, at.state(0), gradient);
      V square = Steps.averageOfSquares(lanes, beta2, at.state(1), gradient);
      at.setState(0, mean);
      at.setState(1, square);
      V scale =
          lanes.add(
              lanes.multiply(lanes.sqrt(square), lanes.constant(1 / root)),
              lanes.constant(epsilon));
      V direction =
          lanes.fma(
              lanes.constant(gradientRate),
              gradient,
              lanes.multiply(lanes.constant(meanRate), mean));
      at.setParameter(lanes.subtract(parameter, lanes.divide(direction, scale)));
    }
  }
}
