package org.gradus.regularization.dropout;

import org.gradus.core.dropout.Dropouts;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.module.Construction;

/**
 * Sets whole channels to the saturated value of SELU in training, each of each example with
 * probability p, and scales and shifts all as {@link AlphaDropout} does. What {@link
 * SpatialDropout} is to {@link Dropout}.
 *
 * <p>Shapes: x and y (N, C, positions …).
 *
 * @param probability p, from 0 to below 1
 */
public record FeatureAlphaDropout(double probability) implements RandomLayer {
  private static final String NAME = "feature-alpha-dropout";

  /**
   * Checks the probability.
   *
   * @throws IllegalArgumentException if it is out of range
   */
  public FeatureAlphaDropout {
    Arguments.requireProbability(NAME, probability);
  }

  @Override
  public Shape build(Shape input, Construction construction) {
    return Arguments.requireChannels(NAME, input);
  }

  @Override
  public Tensor randomized(Tensor x, RandomSource random) {
    return Dropouts.alpha(x, 2, probability, random);
  }
}
