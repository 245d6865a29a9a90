package org.gradus.layers.initialization;

/**
 * The factors by which a weight's standard deviation makes up for the activation function that
 * follows, as PyTorch's {@code calculate_gain} has them.
 */
public final class Gain {
  /** No activation function, or the logistic one: 1. */
  public static final double LINEAR = 1;

  /** The hyperbolic tangent: 5/3, by experience. */
  public static final double TANH = 5.0 / 3;

  /** ReLU, which halves the mean square: √2 (He et al. 2015). */
  public static final double RELU = Math.sqrt(2);

  /** SELU: 3/4, by experience. */
  public static final double SELU = 0.75;

  private Gain() {}

  /**
   * Returns √(2 / (1 + slope²)) (He et al. 2015).
   *
   * @param slope of the negative side, such as PyTorch's default 0.01
   */
  public static double leakyRelu(double slope) {
    return Math.sqrt(2 / (1 + slope * slope));
  }
}
