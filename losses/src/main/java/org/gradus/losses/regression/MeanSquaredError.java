package org.gradus.losses.regression;

import org.gradus.core.json.Defaults;
import org.gradus.core.pointwise.BinaryFunction;
import org.gradus.core.pointwise.Lanes;
import org.gradus.losses.loss.ElementwiseLoss;
import org.gradus.losses.loss.Reduction;

/**
 * The squared error ℓ = (p − t)² of every element, and its mean: the negative log-likelihood of a
 * normal distribution around the prediction, up to constants.
 *
 * <p>Shapes: prediction p and target t are of one shape, whatever it is. The gradient with respect
 * to p is 2 (p − t), divided by the number of elements if the mean is taken.
 *
 * @param reduction of the losses of all elements
 */
public record MeanSquaredError(Reduction reduction) implements ElementwiseLoss {
  /** Creates the mean over all elements. */
  @Defaults
  public MeanSquaredError() {
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
      return "mean-squared-error";
    }

    @Override
    public <V> V apply(Lanes<V> lanes, V p, V t) {
      V difference = lanes.subtract(p, t);
      return lanes.multiply(difference, difference);
    }

    @Override
    public <V> V derivativeA(Lanes<V> lanes, V p, V t) {
      return lanes.multiply(lanes.constant(2), lanes.subtract(p, t));
    }

    @Override
    public <V> V derivativeB(Lanes<V> lanes, V p, V t) {
      return lanes.multiply(lanes.constant(2), lanes.subtract(t, p));
    }
  }
}
