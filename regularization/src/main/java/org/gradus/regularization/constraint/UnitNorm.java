package org.gradus.regularization.constraint;

import org.gradus.core.json.Defaults;
import org.gradus.core.tensor.Tensor;
import org.gradus.regularization.regularizer.Constraint;
import org.gradus.regularization.regularizer.Selection;

/**
 * Keeps the weights into each output unit at length 1: w ← w / ‖w‖₂ after each step, w being what
 * has one index on the first axis of a weight (outputs, …). Zeros stay.
 *
 * @param on which parameters
 */
public record UnitNorm(Selection on) implements Constraint {
  /** Constrains all weights, and no biases or normalizers. */
  @Defaults
  public UnitNorm() {
    this(Selection.weights());
  }

  @Override
  public Tensor of(Tensor weight) {
    return Lengths.scaled(weight, length -> length > 0 ? 1 / length : 1);
  }
}
