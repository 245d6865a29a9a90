package org.gradus.regularization.augmentation;

import org.gradus.core.data.Example;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.Shape;

/**
 * Mirrors images, each with a probability.
 *
 * <p>Shapes: (C, H, W).
 *
 * @param direction what is exchanged
 * @param probability from 0 to 1
 */
public record Flip(Direction direction, double probability) implements Augmentation {
  private static final String NAME = "flip";

  /** What is exchanged. */
  public enum Direction {
    /** Left and right. */
    HORIZONTAL,
    /** Top and bottom. */
    VERTICAL
  }

  /**
   * Checks the probability.
   *
   * @throws IllegalArgumentException if it is out of range
   */
  public Flip {
    Arguments.requireProbability(NAME, probability);
  }

  /** Exchanges left and right. */
  public Flip(double probability) {
    this(Direction.HORIZONTAL, probability);
  }

  @Override
  public void requireFit(Shape example) {
    Arguments.requireImage(NAME, example);
  }

  @Override
  public void change(Example example, RandomSource random) {
    if (!random.nextBoolean(probability)) {
      return;
    }
    int height = example.shape().size(1);
    int width = example.shape().size(2);
    double[] x = example.values();
    if (direction == Direction.HORIZONTAL) {
      for (int row = 0; row < x.length; row += width) {
        for (int i = row, j = row + width - 1; i < j; i++, j--) {
          exchange(x, i, j);
        }
      }
      return;
    }
    for (int plane = 0; plane < x.length; plane += height * width) {
      int bottom = plane + (height - 1) * width;
      for (int top = plane; top < bottom; top += width, bottom -= width) {
        for (int i = 0; i < width; i++) {
          exchange(x, top + i, bottom + i);
        }
      }
    }
  }

  private static void exchange(double[] x, int i, int j) {
    double kept = x[i];
    x[i] = x[j];
    x[j] = kept;
  }
}
