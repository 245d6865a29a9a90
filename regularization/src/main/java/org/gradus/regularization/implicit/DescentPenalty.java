package org.gradus.regularization.implicit;

import java.util.Collection;
import org.gradus.core.json.Defaults;
import org.gradus.core.plugin.Settings;
import org.gradus.core.tensor.Parameter;
import org.gradus.core.tensor.Tensor;
import org.gradus.optimizers.training.Objective;
import org.gradus.regularization.regularizer.Regularizer;
import org.gradus.regularization.regularizer.Selection;

/**
 * Adds what gradient descent adds by itself, because its steps are finite: L + η / 4 · ‖∇L‖².
 * Descent on L in steps of η ends where descent in very small steps on this sum does, up to a
 * remainder of order η².
 *
 * <p>The gradient of the penalty is η / 2 · ∇²L · ∇L, by a backward walk through the backward walk.
 *
 * <p>Source: Barrett and Dherin, "Implicit gradient regularization", 2021.
 *
 * @param learningRate η, a finite number of at least 0
 * @param on which parameters descend; with none, there is no penalty
 */
public record DescentPenalty(double learningRate, Selection on) implements Regularizer {
  /**
   * Checks the learning rate.
   *
   * @throws IllegalArgumentException if it is negative or not finite
   */
  public DescentPenalty {
    Settings.requireNotNegative("descent-penalty", "learningRate", learningRate);
  }

  /** Takes the gradient with respect to all parameters. */
  @Defaults
  public DescentPenalty(double learningRate) {
    this(learningRate, Selection.of("**"));
  }

  @Override
  public Tensor regularized(Objective objective) {
    Collection<Parameter> parameters = on.of(objective.parameters()).values();
    Tensor loss = objective.loss();
    if (parameters.isEmpty()) {
      return loss;
    }
    Tensor square = GradientNorms.square(GradientNorms.of(loss, parameters));
    return loss.add(square.mul(learningRate / 4).reshape(loss.shape()));
  }
}
