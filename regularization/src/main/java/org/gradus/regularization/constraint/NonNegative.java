package org.gradus.regularization.constraint;

import org.gradus.core.json.Defaults;
import org.gradus.core.tensor.Tensor;
import org.gradus.regularization.regularizer.Constraint;
import org.gradus.regularization.regularizer.Selection;

/**
 * Keeps weights from being negative: w ← max(w, 0) after each step. What units stand for then only
 * adds up, as parts do.
 *
 * <p>Source: Chorowski and Zurada, "Learning understandable neural networks with nonnegative weight
 * constraints", 2015.
 *
 * @param on which parameters
 */
public record NonNegative(Selection on) implements Constraint {
  /** Constrains all weights, and no biases or normalizers. */
  @Defaults
  public NonNegative() {
    this(Selection.weights());
  }

  @Override
  public Tensor of(Tensor weight) {
    return weight.relu();
  }
}
