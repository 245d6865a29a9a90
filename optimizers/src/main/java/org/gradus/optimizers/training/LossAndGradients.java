package org.gradus.optimizers.training;

import org.gradus.core.tensor.Gradients;

/**
 * What a forward and a backward pass return.
 *
 * @param loss what the loss was, without what was added to it
 * @param divisor what a sum was divided by to give the loss: how much it counts beside others
 * @param gradients of what was minimized
 */
public record LossAndGradients(double loss, double divisor, Gradients gradients) {
  /** Returns the same loss with other gradients. */
  public LossAndGradients withGradients(Gradients others) {
    return new LossAndGradients(loss, divisor, others);
  }
}
