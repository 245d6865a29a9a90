package org.gradus.layers.activation;

import org.gradus.core.pointwise.Lanes;

/**
 * Takes the logarithm of the logistic function: y = ln(1 / (1 + e⁻ˣ)) ≤ 0, dy/dx = 1 − e^y.
 * Computed as min(x, 0) − ln(1 + e^(−|x|)), which neither overflows nor loses its upper tail.
 */
public record LogSigmoid() implements Activation.Formula {
  @Override
  public String name() {
    return "log-sigmoid";
  }

  @Override
  public <V> V apply(Lanes<V> lanes, V x) {
    V tail = lanes.log1p(lanes.exp(lanes.negate(lanes.abs(x))));
    return lanes.subtract(lanes.min(x, lanes.constant(0)), tail);
  }

  @Override
  public <V> V derivative(Lanes<V> lanes, V x, V y) {
    return lanes.negate(lanes.expm1(y));
  }

  @Override
  public Reads reads() {
    return Reads.OUTPUT;
  }
}
