package org.gradus.regularization.augmentation;

import java.util.Arrays;
import org.gradus.core.data.Example;
import org.gradus.core.plugin.Settings;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.Shape;

/**
 * Erases a box of an image, with a probability: sets all channels to 0 there. Its area is uniform
 * between two shares of the image's, its height over its width between a ratio and 1 over it,
 * evenly in the logarithm, its place uniform among those where it fits. A box that is higher or
 * wider than the image is drawn again, up to {@value #TRIES} times; then the image stays.
 *
 * <p>Shapes: (C, H, W). Of images that are {@linkplain Normalize normalized} before, 0 is the mean.
 *
 * <p>Source: Zhong, Zheng, Kang, Li and Yang, "Random erasing data augmentation", 2017.
 *
 * @param probability from 0 to 1; 0.5 in the source
 * @param least the least share of the area, above 0; 0.02 in the source
 * @param most the largest, at least the least and at most 1; 0.4 in the source, 0.33 in PyTorch
 * @param ratio the least ratio of height and width, above 0 and at most 1; 0.3 in the source
 */
public record Erasing(double probability, double least, double most, double ratio)
    implements Augmentation {
  private static final String NAME = "erasing";
  private static final int TRIES = 10;

  /**
   * Checks the settings.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public Erasing {
    Arguments.requireProbability(NAME, probability);
    Settings.require(least > 0, NAME, "least", "above 0", least);
    Settings.require(
        most >= least && most <= 1, NAME, "most", "from least, " + least + ", to 1", most);
    Settings.require(ratio > 0 && ratio <= 1, NAME, "ratio", "above 0 and at most 1", ratio);
  }

  /** Erases as in the source. */
  public Erasing(double probability) {
    this(probability, 0.02, 0.4, 0.3);
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
    for (int attempt = 0; attempt < TRIES; attempt++) {
      double area = (least + (most - least) * random.nextDouble()) * height * width;
      double aspect = Math.pow(ratio, 2 * random.nextDouble() - 1);
      int rows = (int) Math.round(Math.sqrt(area * aspect));
      int columns = (int) Math.round(Math.sqrt(area / aspect));
      if (rows <= height && columns <= width) {
        int top = random.nextInt(height - rows + 1);
        int left = random.nextInt(width - columns + 1);
        erase(example, top, left, rows, columns);
        return;
      }
    }
  }

  private static void erase(Example example, int top, int left, int rows, int columns) {
    int height = example.shape().size(1);
    int width = example.shape().size(2);
    double[] x = example.values();
    for (int plane = 0; plane < x.length; plane += height * width) {
      for (int row = top; row < top + rows; row++) {
        int from = plane + row * width + left;
        Arrays.fill(x, from, from + columns, 0);
      }
    }
  }
}
