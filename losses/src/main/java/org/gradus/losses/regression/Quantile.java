package org.gradus.losses.regression;

import org.gradus.core.json.Defaults;
import org.gradus.core.plugin.Settings;
import org.gradus.core.pointwise.BinaryFunction;
import org.gradus.core.pointwise.Lanes;
import org.gradus.losses.loss.ElementwiseLoss;
import org.gradus.losses.loss.Reduction;

/**
 * The loss whose best constant prediction is a quantile: ℓ = q (t − p) where t ≥ p, else (1 − q) (p
 * − t), also called pinball loss. q = 0.5 is half the absolute error.
 *
 * <p>Shapes: prediction p and target t are of one shape, whatever it is. The gradient with respect
 * to p is −q below the target, 1 − q above it, 0 on it.
 *
 * <p>Source: Koenker and Bassett, "Regression quantiles", 1978.
 *
 * @param reduction of the losses of all elements
 * @param quantile q, between 0 and 1; 0.5, the median, by default
 */
public record Quantile(Reduction reduction, double quantile) implements ElementwiseLoss {
  /**
   * Checks the settings.
   *
   * @throws IllegalArgumentException if a setting is out of range
   */
  public Quantile {
    Settings.require(
        quantile > 0 && quantile < 1, "quantile", "quantile", "a number between 0 and 1", quantile);
  }

  /** Creates the mean over all elements, the median. */
  @Defaults
  public Quantile() {
    this(Reduction.MEAN, 0.5);
  }

  @Override
  public BinaryFunction function() {
    return new Formula(quantile);
  }

  /** ℓ(p, t). */
  private record Formula(double quantile) implements BinaryFunction {
    @Override
    public String name() {
      return "quantile";
    }

    @Override
    public <V> V apply(Lanes<V> lanes, V p, V t) {
      V above = lanes.multiply(lanes.constant(quantile), lanes.subtract(t, p));
      V below = lanes.multiply(lanes.constant(1 - quantile), lanes.subtract(p, t));
      return lanes.max(above, below);
    }

    @Override
    public <V> V derivativeA(Lanes<V> lanes, V p, V t) {
      V zero = lanes.constant(0);
      V below = lanes.whereGreater(p, t, lanes.constant(1 - quantile), zero);
      return lanes.whereGreater(t, p, lanes.constant(-quantile), below);
    }

    @Override
    public <V> V derivativeB(Lanes<V> lanes, V p, V t) {
      return lanes.negate(derivativeA(lanes, p, t));
    }
  }
}
