package org.gradus.regularization.mixing;

import java.util.OptionalInt;
import org.gradus.core.data.Batch;
import org.gradus.core.indexing.Indexing;
import org.gradus.core.plugin.Settings;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.DTypeException;
import org.gradus.core.tensor.Tensor;

/**
 * How targets are mixed. Classes become probabilities, (N, classes), which {@code CrossEntropy}
 * takes; numbers are mixed as they are. Metrics that count classes have to be taken of other
 * batches, such as those of validation.
 *
 * @param classes the number of classes; empty if targets are numbers
 */
public record Targets(OptionalInt classes) {
  /**
   * Checks the number of classes.
   *
   * @throws IllegalArgumentException if it is below 1
   */
  public Targets {
    classes.ifPresent(count -> Settings.requireSize("targets", "classes", count));
  }

  /**
   * Returns targets that are classes, INT32 (N).
   *
   * @param count how many there are, at least 1
   * @throws IllegalArgumentException if it is below 1
   */
  public static Targets classes(int count) {
    return new Targets(OptionalInt.of(count));
  }

  /** Returns targets that are numbers, (N, …). */
  public static Targets numbers() {
    return new Targets(OptionalInt.empty());
  }

  /**
   * Returns the targets of a batch as numbers that can be mixed: probabilities of the type of the
   * inputs, or themselves.
   *
   * @param name what messages call the technique
   * @throws DTypeException if targets are of the other kind
   */
  Tensor of(String name, Batch batch) {
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
