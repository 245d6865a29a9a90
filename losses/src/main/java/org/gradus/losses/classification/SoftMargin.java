package org.gradus.losses.classification;

import org.gradus.core.json.Defaults;
import org.gradus.core.pointwise.BinaryFunction;
import org.gradus.core.pointwise.Lanes;
import org.gradus.losses.loss.ElementwiseLoss;
import org.gradus.losses.loss.Reduction;

/**
 * The logistic loss of two classes: ℓ = ln(1 + e^(−t p)) for targets t of 1 and −1, without
 * overflow.
 *
 * <p>Shapes: the prediction p, scores of the class 1, and the target are of one shape, whatever it
 * is. Targets are not looked at: of 0 and 1, 2t − 1 makes those that are meant. The gradient with
 * respect to p is −t · sigmoid(−t p).
 *
 * @param reduction of the losses of all elements
 */
public record SoftMargin(Reduction reduction) implements ElementwiseLoss {
  /** Creates the mean over all elements. */
  @Defaults
  public SoftMargin() {
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
      return "soft-margin";
    }

    @Override
    public <V> V apply(Lanes<V> lanes, V p, V t) {
      V x = lanes.negate(lanes.multiply(t, p));
      V tail = lanes.log1p(lanes.exp(lanes.negate(lanes.abs(x))));
      return lanes.add(lanes.max(x, lanes.constant(0)), tail);
    }

    @Override
    public <V> V derivativeA(Lanes<V> lanes, V p, V t) {
      V x = lanes.negate(lanes.multiply(t, p));
      return lanes.negate(lanes.multiply(t, lanes.sigmoid(x)));
    }

    @Override
    public <V> V derivativeB(Lanes<V> lanes, V p, V t) {
      V x = lanes.negate(lanes.multiply(t, p));
      return lanes.negate(lanes.multiply(p, lanes.sigmoid(x)));
    }
  }
}
