package org.gradus.layers.activation;

import org.gradus.core.pointwise.UnaryFunction;

/**
 * Sets negative numbers to 0: y = max(x, 0), dy/dx = 1 where x > 0, else 0 (also at 0).
 *
 * <p>Source: Nair and Hinton, "Rectified linear units improve restricted Boltzmann machines", 2010.
 */
public record Relu() implements Activation {
  private static final UnaryFunction FUNCTION = new org.gradus.core.pointwise.Relu();

  @Override
  public UnaryFunction function() {
    return FUNCTION;
  }
}
