package org.gradus.layers.activation;

import org.gradus.core.pointwise.BinaryFunction;
import org.gradus.core.pointwise.Lanes;

/**
 * A rectifier of variable slope, y = max(x, 0) + slope · min(x, 0), with the derivatives 1 or slope
 * (at 0 too) by x, and min(x, 0) by the slope.
 */
record Rectifier() implements BinaryFunction {
  static final Rectifier INSTANCE = new Rectifier();

  @Override
  public String name() {
    return "rectifier";
  }

  @Override
  public <V> V apply(Lanes<V> lanes, V x, V slope) {
    V zero = lanes.constant(0);
    return lanes.fma(lanes.min(x, zero), slope, lanes.max(x, zero));
  }

  @Override
  public <V> V derivativeA(Lanes<V> lanes, V x, V slope) {
    return lanes.whereGreater(x, lanes.constant(0), lanes.constant(1), slope);
  }

  @Override
  public <V> V derivativeB(Lanes<V> lanes, V x, V slope) {
    return lanes.min(x, lanes.constant(0));
  }
}
