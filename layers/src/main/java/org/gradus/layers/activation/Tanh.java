package org.gradus.layers.activation;

import org.gradus.core.pointwise.UnaryFunction;

/**
 * Takes the hyperbolic tangent: y = tanh(x), in [−1, 1]; dy/dx = 1 − y², which vanishes where |x|
 * is large.
 */
public record Tanh() implements Activation {
  private static final UnaryFunction FUNCTION = new org.gradus.core.pointwise.Tanh();

  @Override
  public UnaryFunction function() {
    return FUNCTION;
  }
}
