package org.gradus.losses.loss;

import java.util.Optional;
import org.gradus.core.elementwise.Elementwise;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Tensor;

/**
 * A loss that is the mean or the sum of the losses of single parts: elements, examples or
 * positions.
 *
 * <p>Parts may be given weights, and a mask is weights of 0 and 1.
 */
public interface AdditiveLoss extends Loss {
  /** Returns what becomes of the losses of the parts. */
  Reduction reduction();

  /**
   * Returns the loss of every part.
   *
   * @param prediction as for {@link #of(Tensor, Tensor)}
   * @param target as for {@link #of(Tensor, Tensor)}
   */
  Tensor each(Tensor prediction, Tensor target);

  /**
   * Returns the weights that {@link #each} has given the parts because of their targets, such as
   * those of classes; empty if all count alike. The mean is divided by their sum.
   */
  default Optional<Tensor> ownWeights(Tensor prediction, Tensor target) {
    return Optional.empty();
  }

  @Override
  default Tensor of(Tensor prediction, Tensor target) {
    Tensor losses = each(prediction, target);
    Optional<Tensor> own =
        reduction() == Reduction.MEAN ? ownWeights(prediction, target) : Optional.empty();
    return own.isPresent() ? losses.sum().div(own.get().sum()) : reduction().of(losses);
  }

  /**
   * Returns the loss of weighted parts: the mean is Σ wℓ / Σ w, NaN if all weights are 0.
   *
   * @param weights one for each part, or for each index of their leading axes, such as one for each
   *     example; of any type. A part of weight 0 does not count, even if its loss is not finite.
   * @throws ShapeException if the weights do not fit the parts
   */
  default Tensor of(Tensor prediction, Tensor target, Tensor weights) {
    Tensor losses = each(prediction, target);
    Tensor fitting = fitted(weights, losses);
    Tensor nothing = Tensor.zeros(losses.dtype(), losses.shape());
    Tensor weighted = Elementwise.where(fitting.ne(nothing), losses.mul(fitting), nothing);
    if (reduction() != Reduction.MEAN) {
      return reduction().of(weighted);
    }
    Tensor all = ownWeights(prediction, target).map(fitting::mul).orElse(fitting);
    return weighted.sum().div(all.sum());
  }

  private static Tensor fitted(Tensor weights, Tensor losses) {
    int rank = weights.rank();
    int[] sizes = losses.shape().toArray();
    boolean fits = rank <= losses.rank();
    for (int axis = 0; fits && axis < rank; axis++) {
      fits = weights.size(axis) == sizes[axis];
    }
    if (!fits) {
      throw ShapeException.of(
          "loss",
          "the weights do not fit the parts of the loss",
          "weights of shape " + losses.shape() + " or of its leading axes",
          weights.shape().toString(),
          losses.shape(),
          weights.shape());
    }
    Tensor result = weights.cast(losses.dtype());
    while (result.rank() < losses.rank()) {
      result = result.unsqueeze(-1);
    }
    return result.expand(losses.shape());
  }
}
