package org.gradus.optimizers.metric;

import java.util.Optional;

/**
 * Between how many equally probable classes a network wavers on average: exp of the mean of −ln
 * softmax(x)_t; at least 1, and infinite where that overflows.
 *
 * <p>The mean is that over all targets of all batches, which is not the mean of the batches'
 * perplexities. Shapes are those of every {@link LikelihoodMetric}.
 *
 * <p>Source: Jelinek et al., "Perplexity – a measure of the difficulty of speech recognition
 * tasks", 1977.
 *
 * @param classAxis the axis of the classes, from the end if negative; −1 by default
 * @param ignoredClass a class of targets that do not count, such as padding; empty by default
 */
public record Perplexity(int classAxis, Optional<Integer> ignoredClass)
    implements LikelihoodMetric {
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

  @Override
  public double ofMean(double nats) {
    return Math.exp(nats);
  }
}
