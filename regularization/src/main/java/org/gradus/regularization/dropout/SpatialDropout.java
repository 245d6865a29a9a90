package org.gradus.regularization.dropout;

import org.gradus.core.dropout.Dropouts;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.module.Construction;

/**
 * Sets whole channels to 0 in training, each of each example with probability p, and divides the
 * others by 1 − p. Neighbouring positions of a channel are so alike that dropping them one by one,
 * as {@link Dropout} does, changes little.
 *
 * <p>Shapes: x and y (N, C, positions …).
 *
 * <p>Source: Tompson, Goroshin, Jain, LeCun and Bregler, "Efficient object localization using
 * convolutional networks", 2015.
 *
 * @param probability p, from 0 to below 1
 */
public record SpatialDropout(double probability) implements RandomLayer {
  private static final String NAME = "spatial-dropout";

  /**
   * Checks the probability.
   *
   * @throws IllegalArgumentException if it is out of range
   */
  public SpatialDropout {
    Arguments.requireProbability(NAME, probability);
  }

  @Override
  public Shape build(Shape input, Construction construction) {
    return Arguments.requireChannels(NAME, input);
  }

  @Override
  public Tensor randomized(Tensor x, RandomSource random) {
    return Dropouts.blocks(x, 2, probability, random);
  }
}
