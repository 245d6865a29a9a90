package org.gradus.losses.regression;

import org.gradus.core.json.Defaults;
import org.gradus.core.pointwise.BinaryFunction;
import org.gradus.core.pointwise.Lanes;
import org.gradus.losses.loss.ElementwiseLoss;
import org.gradus.losses.loss.Reduction;

/**
 * The logarithm of the hyperbolic cosine of the error: with d = p − t, ℓ = ln cosh d, near d²/2 for
 * small errors and |d| − ln 2 for large ones, smooth everywhere. Exact to rounding for errors of
 * any size: computed as |d| + ln(1 + e^(−2|d|)) − ln 2 beyond 1.
 *
 * <p>Shapes: prediction p and target t are of one shape, whatever it is. The gradient with respect
 * to p is tanh d.
 *
 * @param reduction of the losses of all elements
 */
public record LogCosh(Reduction reduction) implements ElementwiseLoss {
  /** Creates the mean over all elements. */
  @Defaults
  public LogCosh() {
    this(Reduction.MEAN);
  }

  @Override
  public BinaryFunction function() {
    return new Formula();
  }

  /** ℓ(p, t). */
  private record Formula() implements BinaryFunction {
    @Override
    public String name() {
      return "log-cosh";
    }

    @Override
    public <V> V apply(Lanes<V> lanes, V p, V t) {
      V one = lanes.constant(1);
      V distance = lanes.abs(lanes.subtract(p, t));
      V tail = lanes.log1p(lanes.exp(lanes.multiply(lanes.constant(-2), distance)));
      V far = lanes.add(lanes.subtract(distance, lanes.constant(Math.log(2))), tail);
      // cosh d − 1 = e^d (1 − e^−d)² / 2, so that nothing cancels near 0.
      V close = lanes.min(distance, one);
      V lack = lanes.expm1(lanes.negate(close));
      V half = lanes.multiply(lanes.constant(0.5), lanes.exp(close));
      V near = lanes.log1p(lanes.multiply(half, lanes.multiply(lack, lack)));
      return lanes.whereGreater(distance, one, far, near);
    }

    @Override
    public <V> V derivativeA(Lanes<V> lanes, V p, V t) {
      return lanes.tanh(lanes.subtract(p, t));
    }

    @Override
    public <V> V derivativeB(Lanes<V> lanes, V p, V t) {
      return lanes.tanh(lanes.subtract(t, p));
    }
  }
}
