package org.gradus.regularization.augmentation;

import org.gradus.core.data.Example;
import org.gradus.core.plugin.Settings;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.Shape;

/**
 * Adds a slope to signals: y_i = x_i + s · (i / (L − 1) − ½), s uniform in [−most, most), the same
 * for all channels. A signal of one number stays.
 *
 * <p>Shapes: (…, L), L at least 1.
 *
 * <p>Source: Greydanus, "Scaling down deep learning", 2020, one of the steps that make MNIST-1D.
 *
 * @param most how much the ends are drawn apart at most, a finite number of at least 0
 */
public record Shear(double most) implements Augmentation {
  private static final String NAME = "shear";

  /**
   * Checks the slope.
   *
   * @throws IllegalArgumentException if it is negative or not finite
   */
  public Shear {
    Settings.requireNotNegative(NAME, "most", most);
  }

  @Override
  public void requireFit(Shape example) {
    Arguments.requireSignal(NAME, example);
  }

  @Override
  public void change(Example example, RandomSource random) {
    double slope = most * (2 * random.nextDouble() - 1);
    int length = example.shape().size(-1);
    if (length == 1) {
      return;
    }
    double[] values = example.values();
    for (int i = 0; i < values.length; i++) {
      values[i] += slope * ((double) (i % length) / (length - 1) - 0.5);
    }
  }
}
