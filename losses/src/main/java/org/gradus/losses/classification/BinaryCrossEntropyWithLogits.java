package org.gradus.losses.classification;

import java.util.List;
import org.gradus.core.elementwise.Elementwise;
import org.gradus.core.json.Defaults;
import org.gradus.core.pointwise.BinaryFunction;
import org.gradus.core.pointwise.Lanes;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.losses.loss.AdditiveLoss;
import org.gradus.losses.loss.Reduction;
import org.gradus.losses.loss.Shapes;

/**
 * The cross-entropy of a sigmoid: ℓ = −t ln σ(x) − (1 − t) ln(1 − σ(x)) = max(x, 0) − x t + ln(1 +
 * e^−|x|), exact to rounding for scores of any finite size.
 *
 * <p>Shapes: the prediction x, unnormalised scores (logits), and the target t, 0 and 1 or between,
 * are of one shape, whatever it is. The gradient with respect to x is σ(x) − t.
 *
 * <p>With positive weights w, one for each index of the last axis, the term of t counts w times: w
 * above 1 finds more of a rare class, at the price of more false alarms.
 *
 * @param reduction of the losses of all elements
 * @param positiveWeights at least 0; empty, as by default, if all are 1
 */
public record BinaryCrossEntropyWithLogits(Reduction reduction, List<Double> positiveWeights)
    implements AdditiveLoss {
  private static final String NAME = "binary-cross-entropy-with-logits";

  /**
   * Checks the weights.
   *
   * @throws IllegalArgumentException if a weight is out of range
   */
  public BinaryCrossEntropyWithLogits {
    positiveWeights = ClassWeights.checked(NAME, "positiveWeights", positiveWeights);
  }

  /** Creates the mean over all elements. */
  @Defaults
  public BinaryCrossEntropyWithLogits() {
    this(Reduction.MEAN, List.of());
  }

  @Override
  public Shape parts(Tensor prediction) {
    return prediction.shape();
  }

  /**
   * Returns the loss of every element.
   *
   * @throws org.gradus.core.tensor.ShapeException if the shapes are not equal; nothing is broadcast
   * @throws org.gradus.core.tensor.DTypeException if the types are not equal and floating-point
   * @throws IllegalArgumentException if there are not as many positive weights as the last axis has
   *     elements
   */
  @Override
  public Tensor each(Tensor prediction, Tensor target) {
    Shapes.requireEqual(NAME, prediction, target);
    if (positiveWeights.isEmpty()) {
      return prediction.combine(new Formula(), target);
    }
    int classes = prediction.rank() == 0 ? 1 : prediction.size(-1);
    Tensor weights =
        ClassWeights.tensor(NAME, "positiveWeights", positiveWeights, classes, prediction.dtype());
    Tensor factor = target.mul(weights.sub(1)).add(1);
    Tensor miss = target.neg().add(1).mul(prediction);
    return miss.add(factor.mul(Elementwise.softplus(prediction.neg())));
  }

  /** ℓ(x, t). */
  private record Formula() implements BinaryFunction {
    @Override
    public String name() {
      return NAME;
    }

    @Override
    public <V> V apply(Lanes<V> lanes, V x, V t) {
      V tail = lanes.log1p(lanes.exp(lanes.negate(lanes.abs(x))));
      V line = lanes.subtract(lanes.max(x, lanes.constant(0)), lanes.multiply(x, t));
      return lanes.add(line, tail);
    }

    @Override
    public <V> V derivativeA(Lanes<V> lanes, V x, V t) {
      return lanes.subtract(lanes.sigmoid(x), t);
    }

    @Override
    public <V> V derivativeB(Lanes<V> lanes, V x, V t) {
      return lanes.negate(x);
    }
  }
}
