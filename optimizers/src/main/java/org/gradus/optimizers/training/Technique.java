package org.gradus.optimizers.training;

import java.util.Map;
import org.gradus.core.data.Batch;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.Gradients;
import org.gradus.core.tensor.Tensor;

/**
 * Takes part in every step of training and changes it: the batch, the loss, the gradients, the
 * parameters, or what is evaluated. A {@link TrainingListener} only looks on.
 *
 * <p>A step runs through the methods in the order in which they are declared here; those of several
 * techniques in the order in which they were given, of which {@link #gradients} and {@link
 * #evaluate} enclose those after them. By default nothing is changed.
 *
 * <p>In a loop of one's own a technique is called where it is needed:
 *
 * <pre>{@code
 * Objective objective = Objective.of(loss.of(model.forward(x, context), y), model);
 * optimizer.step(technique.regularized(objective).backward());
 * technique.constrain(objective.parameters());
 * }</pre>
 */
public interface Technique {
  /**
   * Returns the batch to train on.
   *
   * @param random where all that is random comes from
   */
  default Batch prepared(Batch batch, RandomSource random) {
    return batch;
  }

  /**
   * Returns what is minimized instead of the loss: a single number, tracked, of the loss's type.
   */
  default Tensor regularized(Objective objective) {
    return objective.loss();
  }

  /**
   * Computes loss and gradients: {@code pass.run()}, which may be run more than once, or at changed
   * parameters if these are afterwards as they were before.
   */
  default LossAndGradients gradients(GradientPass pass) {
    return pass.run();
  }

  /**
   * Returns the gradients that the optimizer is given.
   *
   * @param parameters those of the network
   * @param random where all that is random comes from
   */
  default Gradients adjusted(
      Gradients gradients, NetworkParameters parameters, RandomSource random) {
    return gradients;
  }

  /**
   * Called after the optimizer's step: changes parameters, where doing it twice is doing it once,
   * or takes note of them.
   *
   * @param parameters those of the network
   */
  default void constrain(NetworkParameters parameters) {}

  /**
   * Runs an evaluation: {@code evaluation.run()}, perhaps with other parameters in the network, if
   * these are afterwards as they were before.
   */
  default void evaluate(Runnable evaluation) {
    evaluation.run();
  }

  /** Returns a copy of what the technique remembers from step to step, by name. */
  default Map<String, Tensor> state() {
    return Map.of();
  }

  /**
   * Restores what {@link #state()} returned.
   *
   * @throws IllegalArgumentException if it is not such a state; nothing is changed then
   */
  default void restore(Map<String, Tensor> state) {
    if (!state.isEmpty()) {
      throw new IllegalArgumentException(
          "[technique] %s remembers nothing: expected no state, got %s."
              .formatted(getClass().getSimpleName(), state.keySet()));
    }
  }
}
