package org.gradus.losses.classification;

import org.gradus.core.json.Defaults;
import org.gradus.core.pointwise.BinaryFunction;
import org.gradus.core.pointwise.Lanes;
import org.gradus.losses.loss.ElementwiseLoss;
import org.gradus.losses.loss.Reduction;

/**
 * The cross-entropy of probabilities of two outcomes: ℓ = −t ln p − (1 − t) ln(1 − p), logarithms
 * bounded below by −100, so that a certain error costs 100.
 *
 * <p>Shapes: the prediction p, probabilities from 0 to 1, and the target t, 0 and 1 or between, are
 * of one shape, whatever it is; NaN for a p beyond. The gradient with respect to p is (p − t) / (p
 * (1 − p)), the divisor at least 10⁻¹². {@link BinaryCrossEntropyWithLogits} is exact where this
 * one saturates, and takes what a last linear layer gives.
 *
 * @param reduction of the losses of all elements
 */
public record BinaryCrossEntropy(Reduction reduction) implements ElementwiseLoss {
  private static final double LEAST_LOG = -100;

  /** Creates the mean over all elements. */
  @Defaults
  public BinaryCrossEntropy() {
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
      return "binary-cross-entropy";
    }

    @Override
    public <V> V apply(Lanes<V> lanes, V p, V t) {
      V one = lanes.constant(1);
      V hit = lanes.multiply(t, lanes.max(lanes.log(p), lanes.constant(LEAST_LOG)));
      V miss = lanes.max(lanes.log1p(lanes.negate(p)), lanes.constant(LEAST_LOG));
      return lanes.negate(lanes.fma(lanes.subtract(one, t), miss, hit));
    }

    @Override
    public <V> V derivativeA(Lanes<V> lanes, V p, V t) {
      V variance = lanes.multiply(p, lanes.subtract(lanes.constant(1), p));
      return lanes.divide(lanes.subtract(p, t), lanes.max(variance, lanes.constant(1e-12)));
    }

    @Override
    public <V> V derivativeB(Lanes<V> lanes, V p, V t) {
      V hit = lanes.max(lanes.log(p), lanes.constant(LEAST_LOG));
      V miss = lanes.max(lanes.log1p(lanes.negate(p)), lanes.constant(LEAST_LOG));
      return lanes.subtract(miss, hit);
    }
  }
}
