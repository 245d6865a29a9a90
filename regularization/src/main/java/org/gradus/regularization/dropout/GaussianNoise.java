package org.gradus.regularization.dropout;

import org.gradus.core.plugin.Settings;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.Tensor;
import org.gradus.core.tensor.Tensors;

/**
 * Adds normal noise in training: y = x + σ · z, z of mean 0 and deviation 1. Before the first layer
 * it makes the network's function f smoother: with the loss ½ ‖f(x) − t‖², as a penalty σ² / 2 ·
 * ‖∂f/∂x‖² would, where errors are small.
 *
 * <p>Shapes: any.
 *
 * <p>Source: Bishop, "Training with noise is equivalent to Tikhonov regularization", 1995.
 *
 * @param deviation σ, a finite number of at least 0
 */
public record GaussianNoise(double deviation) implements RandomLayer {
  /**
   * Checks the deviation.
   *
   * @throws IllegalArgumentException if it is negative or not finite
   */
  public GaussianNoise {
    Settings.requireNotNegative("gaussian-noise", "deviation", deviation);
  }

  @Override
  public Tensor randomized(Tensor x, RandomSource random) {
    if (deviation == 0) {
      return x;
    }
    Tensor noise = Tensors.normal(x.dtype(), x.shape(), 0, 1, random);
    return x.combine(new Noise.Added(deviation), noise);
  }
}
