package org.gradus.losses.regression;

import org.gradus.core.json.Defaults;
import org.gradus.core.plugin.Settings;
import org.gradus.core.pointwise.BinaryFunction;
import org.gradus.core.pointwise.Lanes;
import org.gradus.losses.loss.ElementwiseLoss;
import org.gradus.losses.loss.Reduction;

/**
 * Huber's loss: with d = p − t, ℓ = d²/2 where |d| ≤ δ, else δ (|d| − δ/2).
 *
 * <p>Shapes: prediction p and target t are of one shape, whatever it is. The gradient with respect
 * to p is d, bounded by ±δ.
 *
 * <p>Source: Huber, "Robust estimation of a location parameter", 1964.
 *
 * @param reduction of the losses of all elements
 * @param delta where the square ends, above 0; 1 by default
 */
public record Huber(Reduction reduction, double delta) implements ElementwiseLoss {
  /**
   * Checks the settings.
   *
   * @throws IllegalArgumentException if a setting is out of range
   */
  public Huber {
    Settings.require(
        delta > 0 && delta < Double.POSITIVE_INFINITY,
        "huber",
        "delta",
        "a positive number",
        delta);
  }

  /** Creates the mean over all elements, δ = 1. */
  @Defaults
  public Huber() {
    this(Reduction.MEAN, 1);
  }

  @Override
  public BinaryFunction function() {
    return new Formula(delta);
  }

  /** ℓ(p, t). */
  private record Formula(double delta) implements BinaryFunction {
    @Override
    public String name() {
      return "huber";
    }

    @Override
    public <V> V apply(Lanes<V> lanes, V p, V t) {
      V distance = lanes.abs(lanes.subtract(p, t));
      V square = lanes.multiply(lanes.multiply(distance, distance), lanes.constant(0.5));
      V line =
          lanes.multiply(
              lanes.subtract(distance, lanes.constant(delta / 2)), lanes.constant(delta));
      return lanes.whereGreater(distance, lanes.constant(delta), line, square);
    }

    @Override
    public <V> V derivativeA(Lanes<V> lanes, V p, V t) {
      V bounded = lanes.min(lanes.subtract(p, t), lanes.constant(delta));
      return lanes.max(bounded, lanes.constant(-delta));
    }

    @Override
    public <V> V derivativeB(Lanes<V> lanes, V p, V t) {
      return lanes.negate(derivativeA(lanes, p, t));
    }
  }
}
