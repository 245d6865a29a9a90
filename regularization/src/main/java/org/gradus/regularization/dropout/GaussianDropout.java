package org.gradus.regularization.dropout;

import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.Tensor;
import org.gradus.core.tensor.Tensors;

/**
 * Multiplies by normal noise of mean 1 in training: y = x · (1 + σ · z), z of mean 0 and deviation
 * 1, σ² = p / (1 − p), which is the variance of {@link Dropout}'s factors of the same p.
 *
 * <p>Shapes: any.
 *
 * <p>Source: Srivastava, Hinton, Krizhevsky, Sutskever and Salakhutdinov, "Dropout: a simple way to
 * prevent neural networks from overfitting", 2014, section 10.
 *
 * @param probability p, from 0 to below 1
 */
public record GaussianDropout(double probability) implements RandomLayer {
  /**
   * Checks the probability.
   *
   * @throws IllegalArgumentException if it is out of range
   */
  public GaussianDropout {
    Arguments.requireProbability("gaussian-dropout", probability);
  }

  @Override
  public Tensor randomized(Tensor x, RandomSource random) {
    if (probability == 0) {
      return x;
    }
    Tensor noise = Tensors.normal(x.dtype(), x.shape(), 0, 1, random);
    return x.combine(new Noise.Multiplied(Math.sqrt(probability / (1 - probability))), noise);
  }
}
