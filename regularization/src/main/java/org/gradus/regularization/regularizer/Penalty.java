package org.gradus.regularization.regularizer;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.gradus.core.tensor.Parameter;
import org.gradus.core.tensor.Tensor;
import org.gradus.optimizers.training.Objective;

/**
 * Adds a function of the parameters to the loss: L + Σ g(w) over the parameters that are chosen.
 *
 * <p>In the view of maximum a posteriori estimation g is −ln of a prior density of the weights, up
 * to a constant, where the loss is −ln of the likelihood.
 *
 * <p>Biases, and the scales and shifts of normalizers, are not among the {@linkplain Selection
 * chosen parameters} unless they are named.
 */
public interface Penalty extends Regularizer {
  /** Returns which parameters are penalized. */
  Selection on();

  /**
   * Returns the penalty g(w) of a parameter.
   *
   * @param weight the value, tracked, of any shape
   * @return a single number
   */
  Tensor of(Tensor weight);

  /**
   * Returns the sum of the penalties of the chosen parameters alone. One that has several paths
   * counts once.
   *
   * @param objective has the parameters, and the type of the result
   * @throws IllegalArgumentException if a pattern of the choice fits no parameter
   */
  default Tensor penalty(Objective objective) {
    Tensor sum = Tensor.zeros(objective.loss().dtype(), objective.loss().shape());
    Set<Parameter> distinct = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Parameter parameter : on().of(objective.parameters()).values()) {
      if (!distinct.add(parameter)) {
        continue;
      }
      sum = sum.add(of(parameter.tensor()).cast(sum.dtype()).reshape(sum.shape()));
    }
    return sum;
  }

  @Override
  default Tensor regularized(Objective objective) {
    return objective.loss().add(penalty(objective));
  }
}
