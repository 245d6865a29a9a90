package org.gradus.regularization.regularizer;

import org.gradus.core.tensor.Autograd;
import org.gradus.core.tensor.Parameter;
import org.gradus.core.tensor.Tensor;
import org.gradus.optimizers.training.NetworkParameters;

/**
 * Sets parameters that are chosen to the nearest ones that are allowed, after each step: projected
 * gradient descent.
 *
 * <p>Biases, and the scales and shifts of normalizers, are not among the {@linkplain Selection
 * chosen parameters} unless they are named.
 */
public interface Constraint extends Regularizer {
  /** Returns which parameters are constrained. */
  Selection on();

  /**
   * Returns what is allowed and nearest to a value; the same tensor if that is allowed.
   *
   * @param weight of any shape, not tracked
   */
  Tensor of(Tensor weight);

  /**
   * Sets the chosen parameters to what is allowed.
   *
   * @throws IllegalArgumentException if a pattern of the choice fits no parameter
   */
  @Override
  @SuppressWarnings("ReferenceEquality") // the same tensor says that there is nothing to set
  default void constrain(NetworkParameters parameters) {
    Autograd.noGrad(
        () -> {
          for (Parameter parameter : on().of(parameters).values()) {
            Tensor weight = parameter.tensor().detach();
            Tensor allowed = of(weight);
            if (allowed != weight) {
              parameter.set(allowed);
            }
          }
        });
  }
}
