package org.gradus.losses.regression;

import org.gradus.core.json.Defaults;
import org.gradus.core.plugin.Settings;
import org.gradus.core.pointwise.BinaryFunction;
import org.gradus.core.pointwise.Lanes;
import org.gradus.losses.loss.ElementwiseLoss;
import org.gradus.losses.loss.Reduction;

/**
 * The absolute error, rounded off near 0: with d = p − t, ℓ = d² / (2β) where |d| &lt; β, else |d|
 * − β/2.
 *
 * <p>Shapes: prediction p and target t are of one shape, whatever it is. The gradient with respect
 * to p is d / β, bounded by ±1; β = 0 gives the absolute error itself. It is Huber's loss divided
 * by β.
 *
 * <p>Source: Girshick, "Fast R-CNN", 2015.
 *
 * @param reduction of the losses of all elements
 * @param beta where the square ends, at least 0; 1 by default
 */
public record SmoothL1(Reduction reduction, double beta) implements ElementwiseLoss {
  /**
   * Checks the settings.
   *
   * @throws IllegalArgumentException if a setting is out of range
   */
  public SmoothL1 {
    Settings.require(
        beta >= 0 && beta < Double.POSITIVE_INFINITY,
        "smooth-l1",
        "beta",
        "a number of at least 0",
        beta);
  }

  /** Creates the mean over all elements, β = 1. */
  @Defaults
  public SmoothL1() {
    this(Reduction.MEAN, 1);
  }

  @Override
  public BinaryFunction function() {
    return beta == 0 ? new MeanAbsoluteError().function() : new Formula(beta);
  }

  /** ℓ(p, t). */
  private record Formula(double beta) implements BinaryFunction {
    @Override
    public String name() {
      return "smooth-l1";
    }

    @Override
    public <V> V apply(Lanes<V> lanes, V p, V t) {
      V distance = lanes.abs(lanes.subtract(p, t));
      V square = lanes.multiply(lanes.multiply(distance, distance), lanes.constant(0.5 / beta));
      V line = lanes.subtract(distance, lanes.constant(0.5 * beta));
      return lanes.whereGreater(lanes.constant(beta), distance, square, line);
    }

    @Override
    public <V> V derivativeA(Lanes<V> lanes, V p, V t) {
      V slope = lanes.divide(lanes.subtract(p, t), lanes.constant(beta));
      return lanes.max(lanes.constant(-1), lanes.min(lanes.constant(1), slope));
    }

    @Override
    public <V> V derivativeB(Lanes<V> lanes, V p, V t) {
      return lanes.negate(derivativeA(lanes, p, t));
    }
  }
}
