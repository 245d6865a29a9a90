package com.example.extras;

import org.gradus.core.indexing.Indexing;
import org.gradus.core.json.Defaults;
import org.gradus.core.reductions.Reductions;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Tensor;
import org.gradus.losses.loss.AdditiveLoss;
import org.gradus.losses.loss.Reduction;

/**
 * Pays little attention to what is already classified well: ℓ = −(1 − p)^γ ln p, with p the
 * probability that the softmax of the prediction gives the right class.
 *
 * <p>Shapes: the prediction (…, C) holds unnormalised scores, the target (…) the classes, INT32.
 * With γ = 0 it is the cross-entropy.
 *
 * <p>Source: Lin, Goyal, Girshick, He and Dollár, "Focal loss for dense object detection", 2017.
 *
 * @param focus γ, 0 or a finite number of at least 1
 * @param reduction of the losses of all examples
 */
public record Focal(double focus, Reduction reduction) implements AdditiveLoss {
  /**
   * Checks the focus.
   *
   * @throws IllegalArgumentException if it is negative, between 0 and 1, where the slope has no
   *     bound, or not finite
   */
  public Focal {
    if (!(focus == 0 || (focus >= 1 && focus < Double.POSITIVE_INFINITY))) {
      throw new IllegalArgumentException(
          "[focal] focus is out of range: expected 0 or a finite number of at least 1, got "
              + focus
              + ".");
    }
  }

  /** Creates the mean with γ = 2, as the paper recommends. */
  @Defaults
  public Focal() {
    this(2, Reduction.MEAN);
  }

  /**
   * Returns the loss of every example; what they come to, also with weights or a mask, follows.
   *
   * @throws ShapeException if the shapes do not fit
   */
  @Override
  public Tensor each(Tensor prediction, Tensor target) {
    Shape expected = prediction.rank() == 0 ? Shape.SCALAR : prediction.shape().reduced(false, -1);
    if (prediction.rank() == 0 || !target.shape().equals(expected)) {
      throw ShapeException.of(
          "focal",
          "the target does not fit the prediction",
          "a target of shape " + expected,
          target.shape().toString(),
          prediction.shape(),
          target.shape());
    }
    Tensor logarithms = Reductions.logSoftmax(prediction, -1);
    Tensor right = Indexing.gather(logarithms, -1, target.unsqueeze(-1)).squeeze(-1);
    Tensor attention = right.exp().neg().add(1).pow(focus);
    return attention.mul(right).neg();
  }
}
