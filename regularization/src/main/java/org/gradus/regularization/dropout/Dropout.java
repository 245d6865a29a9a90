package org.gradus.regularization.dropout;

import org.gradus.core.dropout.Dropouts;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.Tensor;

/**
 * Sets numbers to 0 in training, each with probability p, and divides the others by 1 − p, so that
 * evaluation needs no change: y = x · m / (1 − p), m ∈ {0, 1}. Units cannot rely on each other
 * then; it is as if many networks were trained that share their weights.
 *
 * <p>Shapes: any. The mask m takes one bit for each number until backward.
 *
 * <pre>{@code
 * Sequential.of(Linear.of(100), new Relu(), new Dropout(0.5), Linear.of(10))
 * }</pre>
 *
 * <p>Source: Srivastava, Hinton, Krizhevsky, Sutskever and Salakhutdinov, "Dropout: a simple way to
 * prevent neural networks from overfitting", 2014.
 *
 * @param probability p, from 0 to below 1
 */
public record Dropout(double probability) implements RandomLayer {
  /**
   * Checks the probability.
   *
   * @throws IllegalArgumentException if it is out of range
   */
  public Dropout {
    Arguments.requireProbability("dropout", probability);
  }

  @Override
  public Tensor randomized(Tensor x, RandomSource random) {
    return Dropouts.elements(x, probability, random);
  }
}
