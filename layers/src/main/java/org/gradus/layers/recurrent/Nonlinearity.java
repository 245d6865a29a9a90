package org.gradus.layers.recurrent;

import org.gradus.core.pointwise.Relu;
import org.gradus.core.pointwise.Tanh;
import org.gradus.core.pointwise.UnaryFunction;

/** The function of an {@link Elman} cell. */
public enum Nonlinearity {
  /** The hyperbolic tangent. */
  TANH,
  /** max(x, 0), whose derivative at 0 is 0. */
  RELU;

  private static final UnaryFunction TANH_FUNCTION = new Tanh();
  private static final UnaryFunction RELU_FUNCTION = new Relu();

  /** Returns the function; the same instance at every call. */
  public UnaryFunction function() {
    return this == TANH ? TANH_FUNCTION : RELU_FUNCTION;
  }
}
