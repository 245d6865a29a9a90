package org.gradus.core.data;

import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Tensor;

/**
 * Examples that are processed together.
 *
 * @param inputs what the network is given, (examples, …)
 * @param targets what it should return, (examples, …): INT32 classes of shape (examples) for
 *     classification, numbers for regression
 */
public record Batch(Tensor inputs, Tensor targets) {
  /**
   * Checks that there is a target for each input.
   *
   * @throws ShapeException if one of the two is a scalar, or their first axes differ
   */
  public Batch {
    if (inputs.rank() == 0 || targets.rank() == 0) {
      throw mismatch("inputs or targets have no axis of examples", inputs, targets);
    }
    if (inputs.size(0) != targets.size(0)) {
      throw mismatch("inputs and targets differ in number", inputs, targets);
    }
  }

  private static ShapeException mismatch(String problem, Tensor inputs, Tensor targets) {
    Shape x = inputs.shape();
    Shape y = targets.shape();
    return ShapeException.of(
        "batch", problem, "(examples, …) and (examples, …)", x + " and " + y, x, y);
  }

  /** Returns the number of examples. */
  public int size() {
    return inputs.size(0);
  }
}
