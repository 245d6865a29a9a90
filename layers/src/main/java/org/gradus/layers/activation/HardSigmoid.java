package org.gradus.layers.activation;

import org.gradus.core.pointwise.Lanes;

/**
 * Approximates the logistic function by three lines: y = min(max(x + 3, 0), 6) / 6, dy/dx = 1/6
 * where |x| &lt; 3, else 0 (also at ±3).
 *
 * <p>Source: Courbariaux, Bengio and David, "BinaryConnect", 2015, there with slope 1/5; this one
 * is that of Howard et al., "Searching for MobileNetV3", 2019.
 */
public record HardSigmoid() implements Activation.Formula {
  @Override
  public String name() {
    return "hard-sigmoid";
  }

  @Override
  public <V> V apply(Lanes<V> lanes, V x) {
    V shifted = lanes.add(x, lanes.constant(3));
    V limited = lanes.min(lanes.max(shifted, lanes.constant(0)), lanes.constant(6));
    return lanes.multiply(limited, lanes.constant(1.0 / 6));
  }

  @Override
  public <V> V derivative(Lanes<V> lanes, V x, V y) {
    V slope = lanes.constant(1.0 / 6);
    return lanes.whereGreater(lanes.constant(3), lanes.abs(x), slope, lanes.constant(0));
  }

  @Override
  public Reads reads() {
    return Reads.INPUT;
  }
}
