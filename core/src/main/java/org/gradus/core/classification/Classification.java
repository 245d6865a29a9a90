package org.gradus.core.classification;

import org.gradus.core.tensor.DTypeException;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Tensor;

/** Operations on scores of classes. */
public final class Classification {
  private Classification() {}

  /**
   * Returns the cross-entropy of the softmax of scores against classes: ln Σ_k e^x_k − x_t, without
   * overflow for scores of any finite size.
   *
   * @param logits x, unnormalised logarithms of probabilities, (…, classes)
   * @param target t, the classes as INT32 from 0 to classes − 1, (…)
   * @return (…), nowhere negative
   * @throws ShapeException if the target has not the shape of the logits without their last axis
   * @throws DTypeException if the logits are not floating-point numbers, or the target not INT32
   * @throws IndexOutOfBoundsException if a class is out of range
   */
  public static Tensor softmaxCrossEntropy(Tensor logits, Tensor target) {
    return SoftmaxCrossEntropy.of(logits, target);
  }
}
