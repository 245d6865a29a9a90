package org.gradus.losses.regression;

import org.gradus.core.json.Defaults;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Tensor;
import org.gradus.losses.loss.Loss;
import org.gradus.losses.loss.Reduction;

/**
 * The squared error ℓ = (p − t)² of every element, and its mean: the negative log-likelihood of a
 * normal distribution around the prediction, up to constants.
 *
 * <p>Shapes: prediction p and target t are of one shape, whatever it is. The gradient with respect
 * to p is 2 (p − t), divided by the number of elements if the mean is taken.
 *
 * @param reduction of the squared errors of all elements
 */
public record MeanSquaredError(Reduction reduction) implements Loss {
  /** Creates the mean over all elements. */
  @Defaults
  public MeanSquaredError() {
    this(Reduction.MEAN);
  }

  /**
   * Returns the loss.
   *
   * @throws ShapeException if the shapes are not equal; nothing is broadcast
   * @throws org.gradus.core.tensor.DTypeException if the types are not equal and floating-point
   */
  @Override
  public Tensor of(Tensor prediction, Tensor target) {
    if (!prediction.shape().equals(target.shape())) {
      throw ShapeException.of(
          "mean-squared-error",
          "prediction and target differ in shape, and losses do not broadcast",
          "a target of shape " + prediction.shape(),
          target.shape().toString(),
          prediction.shape(),
          target.shape());
    }
    return reduction.of(prediction.sub(target).square());
  }
}
