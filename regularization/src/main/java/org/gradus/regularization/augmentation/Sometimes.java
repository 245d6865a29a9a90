package org.gradus.regularization.augmentation;

import org.gradus.core.data.Example;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.Shape;

/**
 * Makes a change of each example with a probability.
 *
 * @param probability from 0 to 1
 * @param change what is made
 */
public record Sometimes(double probability, Augmentation change) implements Augmentation {
  /**
   * Checks the probability.
   *
   * @throws IllegalArgumentException if it is out of range
   */
  public Sometimes {
    Arguments.requireProbability("sometimes", probability);
  }

  @Override
  public void requireFit(Shape example) {
    change.requireFit(example);
  }

  @Override
  public void change(Example example, RandomSource random) {
    if (random.nextBoolean(probability)) {
      change.change(example, random);
    }
  }
}
