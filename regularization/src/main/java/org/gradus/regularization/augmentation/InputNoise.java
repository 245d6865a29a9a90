package org.gradus.regularization.augmentation;

import org.gradus.core.data.Example;
import org.gradus.core.plugin.Settings;
import org.gradus.core.random.RandomSource;

/**
 * Adds normal noise to inputs: y = x + σ · z, z of mean 0 and deviation 1.
 *
 * <p>Source: Bishop, "Training with noise is equivalent to Tikhonov regularization", 1995.
 *
 * @param deviation σ, a finite number of at least 0
 */
public record InputNoise(double deviation) implements Augmentation {
  /**
   * Checks the deviation.
   *
   * @throws IllegalArgumentException if it is negative or not finite
   */
  public InputNoise {
    Settings.requireNotNegative("input-noise", "deviation", deviation);
  }

  @Override
  public void change(Example example, RandomSource random) {
    double[] noise = example.spare();
    double[] values = example.values();
    random.fillGaussian(noise, 0, noise.length);
    for (int i = 0; i < values.length; i++) {
      values[i] += deviation * noise[i];
    }
  }
}
