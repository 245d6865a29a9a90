package org.gradus.optimizers.metric;

import java.util.Optional;

/**
 * How many bits a network needs on average to tell what comes: the mean of −log₂ softmax(x)_t, the
 * logarithm of the {@link Perplexity} to base 2; at least 0.
 *
 * <p>Source: Shannon, "Prediction and entropy of printed English", 1951.
 *
 * @param classAxis the axis of the classes, from the end if negative; −1 by default
 * @param ignoredClass a class of targets that do not count, such as padding; empty by default
 */
public record BitsPerCharacter(int classAxis, Optional<Integer> ignoredClass)
    implements LikelihoodMetric {
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

  @Override
  public double ofMean(double nats) {
    return nats / Math.log(2);
  }
}
