package org.gradus.losses.classification;

import org.gradus.core.json.Defaults;
import org.gradus.core.pointwise.BinaryFunction;
import org.gradus.core.pointwise.Lanes;
import org.gradus.losses.loss.ElementwiseLoss;
import org.gradus.losses.loss.Reduction;

/**
 * The loss of support vector machines: ℓ = max(0, 1 − t p), or its square, for targets t of 1 and
 * −1. An example counts until it is on the right side by a margin of 1.
 *
 * <p>Shapes: the prediction p, scores of the class 1, and the target are of one shape, whatever it
 * is. Targets are not looked at: of 0 and 1, 2t − 1 makes those that are meant. The gradient with
 * respect to p is −t inside the margin, times 2 (1 − t p) if squared, else 0.
 *
 * <p>Source: Cortes and Vapnik, "Support-vector networks", 1995.
 *
 * @param reduction of the losses of all elements
 * @param squared whether to square; not by default
 */
public record Hinge(Reduction reduction, boolean squared) implements ElementwiseLoss {
  /** Creates the mean over all elements, not squared. */
  @Defaults
  public Hinge() {
    this(Reduction.MEAN, false);
  }

  @Override
  public BinaryFunction function() {
    return new Formula(squared);
  }

  /** ℓ(p, t). */
  private record Formula(boolean squared) implements BinaryFunction {
    @Override
    public String name() {
      return "hinge";
    }

    @Override
    public <V> V apply(Lanes<V> lanes, V p, V t) {
      V inside = inside(lanes, p, t);
      return squared ? lanes.multiply(inside, inside) : inside;
    }

    @Override
    public <V> V derivativeA(Lanes<V> lanes, V p, V t) {
      return slope(lanes, inside(lanes, p, t), t);
    }

    @Override
    public <V> V derivativeB(Lanes<V> lanes, V p, V t) {
      return slope(lanes, inside(lanes, p, t), p);
    }

    private static <V> V inside(Lanes<V> lanes, V p, V t) {
      V distance = lanes.subtract(lanes.constant(1), lanes.multiply(t, p));
      return lanes.max(distance, lanes.constant(0));
    }

    private <V> V slope(Lanes<V> lanes, V inside, V factor) {
      V zero = lanes.constant(0);
      V of = squared ? lanes.multiply(lanes.constant(2), inside) : lanes.constant(1);
      V slope = lanes.negate(lanes.multiply(of, factor));
      return lanes.whereGreater(inside, zero, slope, zero);
    }
  }
}
