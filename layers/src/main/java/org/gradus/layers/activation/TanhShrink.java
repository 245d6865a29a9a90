package org.gradus.layers.activation;

import org.gradus.core.pointwise.Lanes;

/** Subtracts the hyperbolic tangent: y = x − tanh(x), dy/dx = tanh²(x). */
public record TanhShrink() implements Activation.Formula {
  @Override
  public String name() {
    return "tanh-shrink";
  }

  @Override
  public <V> V apply(Lanes<V> lanes, V x) {
    return lanes.subtract(x, lanes.tanh(x));
  }

  @Override
  public <V> V derivative(Lanes<V> lanes, V x, V y) {
    V t = lanes.tanh(x);
    return lanes.multiply(t, t);
  }

  @Override
  public Reads reads() {
    return Reads.INPUT;
  }
}
