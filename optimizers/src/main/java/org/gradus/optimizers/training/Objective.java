package org.gradus.optimizers.training;

import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.module.Module;

/**
 * What a step of training minimizes, and over what.
 *
 * @param loss a single number, tracked, not yet walked back
 * @param parameters those of the network
 */
public record Objective(Tensor loss, NetworkParameters parameters) {
  /**
   * Checks the loss.
   *
   * @throws ShapeException if it is not a single number
   */
  public Objective {
    if (loss.elements() != 1) {
      throw ShapeException.of(
          "objective",
          "the loss is not a single number",
          "one element",
          loss.elements() + " elements",
          loss.shape());
    }
  }

  /**
   * Returns the objective of a network.
   *
   * @throws ShapeException if the loss is not a single number
   */
  public static Objective of(Tensor loss, Module network) {
    return new Objective(loss, NetworkParameters.of(network));
  }

  /**
   * Returns this objective with another loss.
   *
   * @throws ShapeException if the loss is not a single number
   */
  public Objective withLoss(Tensor other) {
    return new Objective(other, parameters);
  }
}
