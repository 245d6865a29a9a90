package org.gradus.regularization.augmentation;

import org.gradus.core.data.Example;
import org.gradus.core.plugin.Settings;
import org.gradus.core.random.RandomSource;
import org.gradus.core.resampling.PaddingMode;
import org.gradus.core.tensor.Shape;

/**
 * Pads images on all sides and cuts an image of their size out of the result at a random place: it
 * moves them by −padding … padding rows and columns.
 *
 * <p>Shapes: (C, H, W).
 *
 * <p>Source: Lee, Xie, Gallagher, Zhang and Tu, "Deeply-supervised nets", 2015, where it is 4 for
 * CIFAR.
 *
 * @param padding at least 0
 * @param mode what images are padded with
 */
public record PaddedCrop(int padding, PaddingMode mode) implements Augmentation {
  private static final String NAME = "padded-crop";

  /**
   * Checks the padding.
   *
   * @throws IllegalArgumentException if it is negative
   */
  public PaddedCrop {
    Settings.require(
        padding >= 0 && padding < 1 << 30,
        NAME,
        "padding",
        "a number from 0 to below 2³⁰",
        padding);
  }

  /** Pads with zeros. */
  public PaddedCrop(int padding) {
    this(padding, PaddingMode.ZEROS);
  }

  /**
   * {@inheritDoc}
   *
   * @throws org.gradus.core.tensor.ShapeException if they are no images, or too small to be
   *     continued so far
   */
  @Override
  public void requireFit(Shape example) {
    Arguments.requireImage(NAME, example);
    mode.requireRoom(example, 1, padding);
    mode.requireRoom(example, 2, padding);
  }

  @Override
  public void change(Example example, RandomSource random) {
    int down = random.nextInt(-padding, padding + 1);
    int right = random.nextInt(-padding, padding + 1);
    int height = example.shape().size(1);
    int width = example.shape().size(2);
    double[] to = example.spare();
    for (int row = 0; row < to.length / width; row++) {
      int y = row % height - down;
      int line = row - row % height;
      int source = inside(y, height) ? y : outside(y, height);
      int from = source < 0 ? -1 : (line + source) * width;
      copy(example.values(), from, to, row * width, width, right);
    }
    example.swap();
  }

  private static boolean inside(int position, int size) {
    return position >= 0 && position < size;
  }

  /** Returns the element that stands for one outside, or −1 for zero. */
  private int outside(int position, int size) {
    return mode == PaddingMode.ZEROS ? -1 : mode.source(size, position);
  }

  /** Copies a row, moved to the right; zeros if it is at −1. */
  private void copy(double[] x, int from, double[] y, int to, int width, int right) {
    for (int i = 0; i < width; i++) {
      int source = inside(i - right, width) ? i - right : outside(i - right, width);
      y[to + i] = from < 0 || source < 0 ? 0 : x[from + source];
    }
  }
}
