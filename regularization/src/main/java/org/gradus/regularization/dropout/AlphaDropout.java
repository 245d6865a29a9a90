package org.gradus.regularization.dropout;

import org.gradus.core.dropout.Dropouts;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.Tensor;

/**
 * Sets numbers to the saturated value of SELU in training, each with probability p, and scales and
 * shifts all so that mean 0 and variance 1 stay: y = a · (x · m + α' · (1 − m)) + b, with α' = −λα
 * ≈ −1.7581, q = 1 − p, a = (q + α'² q p)^(−1/2) and b = −a p α'. For networks of SELUs, which
 * {@link Dropout} would take out of their normal state.
 *
 * <p>Shapes: any.
 *
 * <p>Source: Klambauer, Unterthiner, Mayr and Hochreiter, "Self-normalizing neural networks", 2017.
 *
 * @param probability p, from 0 to below 1
 */
public record AlphaDropout(double probability) implements RandomLayer {
  /**
   * Checks the probability.
   *
   * @throws IllegalArgumentException if it is out of range
   */
  public AlphaDropout {
    Arguments.requireProbability("alpha-dropout", probability);
  }

  @Override
  public Tensor randomized(Tensor x, RandomSource random) {
    return Dropouts.alpha(x, x.rank(), probability, random);
  }
}
