package org.gradus.losses.loss;

import java.util.Optional;
import org.gradus.core.elementwise.Elementwise;
import org.gradus.core.tensor.Autograd;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Shape;
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
   * {@inheritDoc}
   *
   * <p>For a mean, the number of parts or the sum of their {@linkplain #ownWeights own weights}.
   */
  @Override
  default double divisor(Tensor prediction, Tensor target) {
    return switch (reduction()) {
      case MEAN -> Autograd.noGrad(() -> sumOfOwnWeights(prediction, target));
      case BATCH_MEAN -> parts(prediction).size(0);
      case SUM, NONE -> 1;
    };
  }

  private double sumOfOwnWeights(Tensor prediction, Tensor target) {
    return ownWeights(prediction, target)
        .map(own -> own.sum().item())
        .orElseGet(() -> (double) parts(prediction).elements());
  }

  /**
   * Returns the loss of weighted parts: the mean is Σ wℓ / Σ w, NaN if all weights are 0.
   *
   * @param weights one for each part, or for each index of their leading axes, such as one for each
   *     example; of any type. A part of weight 0 counts neither in the loss nor in the gradient,
   *     even if they are not finite.
   * @throws ShapeException if the weights do not fit the parts
   */
  default Tensor of(Tensor prediction, Tensor target, Tensor weights) {
    Tensor fitting = fitted(weights, prediction.dtype(), parts(prediction));
    Tensor counted = fitting.ne(Tensor.zeros(fitting.dtype(), fitting.shape()));
    Tensor losses = each(withoutGradient(prediction, counted), target);
    Tensor nothing = Tensor.zeros(losses.dtype(), losses.shape());
    Tensor weighted = Elementwise.where(counted, losses.mul(fitting), nothing);
    if (reduction() != Reduction.MEAN) {
      return reduction().of(weighted);
    }
    Tensor all = ownWeights(prediction, target).map(fitting::mul).orElse(fitting);
    return weighted.sum().div(all.sum());
  }

  /**
   * Returns the shape of what {@link #each} returns: by default, that of the prediction without its
   * last axis.
   */
  default Shape parts(Tensor prediction) {
    return prediction.shape().reduced(false, -1);
  }

  /**
   * Returns a mask of the parts as one of the prediction: by default, what belongs to a part is all
   * that has its leading indices.
   *
   * @param mask INT32, in the shape of the parts
   */
  default Tensor maskOfPrediction(Tensor mask, Tensor prediction) {
    Tensor wide = mask;
    while (wide.rank() < prediction.rank()) {
      wide = wide.unsqueeze(-1);
    }
    return wide.expand(prediction.shape());
  }

  /**
   * Returns the prediction, of which only what a mask counts has a gradient: choosing drops what
   * multiplying by 0 would keep, a gradient that is not finite.
   */
  private Tensor withoutGradient(Tensor prediction, Tensor counted) {
    return Elementwise.where(
        maskOfPrediction(counted, prediction), prediction, prediction.detach());
  }

  private static Tensor fitted(Tensor weights, DType dtype, Shape parts) {
    int rank = weights.rank();
    boolean fits = rank <= parts.rank();
    for (int axis = 0; fits && axis < rank; axis++) {
      fits = weights.size(axis) == parts.size(axis);
    }
    if (!fits) {
      throw ShapeException.of(
          "loss",
          "the weights do not fit the parts of the loss",
          "weights of shape " + parts + " or of its leading axes",
          weights.shape().toString(),
          parts,
          weights.shape());
    }
    Tensor result = weights.cast(dtype);
    while (result.rank() < parts.rank()) {
      result = result.unsqueeze(-1);
    }
    return result.expand(parts);
  }
}
