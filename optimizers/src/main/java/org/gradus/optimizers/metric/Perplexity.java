package org.gradus.optimizers.metric;

import java.util.Optional;
import org.gradus.core.tensor.Tensor;

/**
 * Between how many equally probable classes a network wavers on average: exp of the mean of −ln
 * softmax(x)_t; at least 1, and infinite where that overflows.
 *
 * <p>Shapes: the prediction x holds unnormalised scores (logits) along the axis of the classes,
 * such as (N, T, C); the target the classes, INT32, in its shape without that axis. The mean is
 * that over all targets of all batches, which is not the mean of the batches' perplexities.
 *
 * <p>Source: Jelinek et al., "Perplexity – a measure of the difficulty of speech recognition
 * tasks", 1977.
 *
 * @param classAxis the axis of the classes, from the end if negative; −1 by default
 * @param ignoredClass a class of targets that do not count, such as padding; empty by default
 */
public record Perplexity(int classAxis, Optional<Integer> ignoredClass) implements Metric {
  /** Creates the perplexity of classes along the last axis. */
  public Perplexity() {
    this(-1, Optional.empty());
  }

  /** Returns this perplexity without the elements whose target is a class. */
  public Perplexity ignoring(int targetClass) {
    return new Perplexity(classAxis, Optional.of(targetClass));
  }

  @Override
  public String name() {
    return "perplexity";
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
    return Math.exp(sums[0] / sums[1]);
  }
}
