package org.gradus.layers.activation;

import org.gradus.core.pointwise.UnaryFunction;

/**
 * Takes the logistic function: y = 1 / (1 + e^−x), in [0, 1], without overflow; dy/dx = y · (1 −
 * y), which vanishes where |x| is large.
 */
public record Sigmoid() implements Activation {
  private static final UnaryFunction FUNCTION = new org.gradus.core.pointwise.Sigmoid();

  @Override
  public UnaryFunction function() {
    return FUNCTION;
  }
}
