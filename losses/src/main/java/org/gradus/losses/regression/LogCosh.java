package org.gradus.losses.regression;

import org.gradus.core.json.Defaults;
import org.gradus.core.pointwise.BinaryFunction;
import org.gradus.core.pointwise.Lanes;
import org.gradus.losses.loss.ElementwiseLoss;
import org.gradus.losses.loss.Reduction;

/**
 * The logarithm of the hyperbolic cosine of the error: with d = p − t, ℓ = ln cosh d = |d| + ln(1 +
 * e^(−2|d|)) − ln 2, which does not overflow: near d²/2 for small errors and |d| − ln 2 for large
 * ones, smooth everywhere.
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
      V distance = lanes.abs(lanes.subtract(p, t));
      V tail = lanes.log1p(lanes.exp(lanes.multiply(lanes.constant(-2), distance)));
      return lanes.add(lanes.subtract(distance, lanes.constant(Math.log(2))), tail);
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
