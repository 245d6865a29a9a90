package org.gradus.optimizers.metric;

import java.util.Optional;
import org.gradus.core.tensor.Tensor;

/**
 * How many bits a network needs on average to tell what comes: the mean of −log₂ softmax(x)_t, the
 * logarithm of the {@link Perplexity} to base 2; at least 0.
 *
 * <p>Shapes: the prediction x holds unnormalised scores (logits) along the axis of the classes,
 * such as (N, T, C); the target the classes, INT32, in its shape without that axis.
 *
 * <p>Source: Shannon, "Prediction and entropy of printed English", 1951.
 *
 * @param classAxis the axis of the classes, from the end if negative; −1 by default
 * @param ignoredClass a class of targets that do not count, such as padding; empty by default
 */
public record BitsPerCharacter(int classAxis, Optional<Integer> ignoredClass) implements Metric {
  /** Creates the measure of classes along the last axis. */
  public BitsPerCharacter() {
    this(-1, Optional.empty());
  }

  /** Returns this measure without the elements whose target is a class. */
  public BitsPerCharacter ignoring(int targetClass) {
    return new BitsPerCharacter(classAxis, Optional.of(targetClass));
  }

  @Override
  public String name() {
    return "bits-per-character";
  }

  /**
   * Returns −Σ ln softmax(x)_t over the targets that count, and their number.
   *
   * @throws org.gradus.core.tensor.ShapeException if the shapes do not fit
   * @throws org.gradus.core.tensor.DTypeException if the types do not fit
   * @throws IndexOutOfBoundsException if a target is none of the classes
   */
  @Override
  public double[] sums(Tensor prediction, Tensor target) {
    return LogLikelihood.sums(classAxis, ignoredClass, prediction, target);
  }

  @Override
  public double of(double[] sums) {
    return sums[0] / sums[1] / Math.log(2);
  }
}
