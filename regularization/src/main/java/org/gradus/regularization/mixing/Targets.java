package org.gradus.regularization.mixing;

import java.util.OptionalInt;
import org.gradus.core.data.Batch;
import org.gradus.core.indexing.Indexing;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.DTypeException;
import org.gradus.core.tensor.Tensor;

/** Targets as numbers that can be mixed. */
final class Targets {
  private Targets() {}

  /**
   * Returns classes as probabilities of the type of the inputs, and numbers as they are.
   *
   * @param name what messages call the technique
   * @param classes the number of classes; empty if targets are numbers
   * @throws DTypeException if targets are of the other kind
   */
  static Tensor probabilities(String name, Batch batch, OptionalInt classes) {
    Tensor targets = batch.targets();
    if (classes.isEmpty()) {
      DTypeException.requireFloating(name, targets);
      return targets;
    }
    if (targets.dtype() != DType.INT32) {
      throw new DTypeException(name, "classes, INT32,", targets.dtype());
    }
    return Indexing.oneHot(targets, classes.getAsInt(), batch.inputs().dtype());
  }
}
