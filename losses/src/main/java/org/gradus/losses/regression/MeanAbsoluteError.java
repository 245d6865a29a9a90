package org.gradus.losses.regression;

import org.gradus.core.json.Defaults;
import org.gradus.core.pointwise.BinaryFunction;
import org.gradus.core.pointwise.Lanes;
import org.gradus.losses.loss.ElementwiseLoss;
import org.gradus.losses.loss.Reduction;

/**
 * The absolute error ℓ = |p − t| of every element, and its mean: the negative log-likelihood of a
 * Laplace distribution, up to constants. Outliers weigh less than by squares, and the best constant
 * prediction is the median.
 *
 * <p>Shapes: prediction p and target t are of one shape, whatever it is. The gradient with respect
 * to p is the sign of p − t, 0 where they are equal.
 *
 * @param reduction of the losses of all elements
 */
public record MeanAbsoluteError(Reduction reduction) implements ElementwiseLoss {
  /** Creates the mean over all elements. */
  @Defaults
  public MeanAbsoluteError() {
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
      return "mean-absolute-error";
    }

    @Override
    public <V> V apply(Lanes<V> lanes, V p, V t) {
      return lanes.abs(lanes.subtract(p, t));
    }

    @Override
    public <V> V derivativeA(Lanes<V> lanes, V p, V t) {
      return Signs.of(lanes, p, t);
    }

    @Override
    public <V> V derivativeB(Lanes<V> lanes, V p, V t) {
      return Signs.of(lanes, t, p);
    }
  }
}
