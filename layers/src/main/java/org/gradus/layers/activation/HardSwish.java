package org.gradus.layers.activation;

import org.gradus.core.pointwise.Lanes;

/**
 * Weighs a number by its hard sigmoid: y = x · min(max(x + 3, 0), 6) / 6; dy/dx = (2 x + 3) / 6
 * where |x| ≤ 3, 0 below and 1 above.
 *
 * <p>Source: Howard et al., "Searching for MobileNetV3", 2019.
 */
public record HardSwish() implements Activation.Formula {
  @Override
  public String name() {
    return "hard-swish";
  }

  @Override
  public <V> V apply(Lanes<V> lanes, V x) {
    return lanes.multiply(x, new HardSigmoid().apply(lanes, x));
  }

  @Override
  public <V> V derivative(Lanes<V> lanes, V x, V y) {
    V three = lanes.constant(3);
    V middle = lanes.fma(x, lanes.constant(1.0 / 3), lanes.constant(0.5));
    V notAbove = lanes.whereGreater(lanes.constant(-3), x, lanes.constant(0), middle);
    return lanes.whereGreater(x, three, lanes.constant(1), notAbove);
  }

  @Override
  public Reads reads() {
    return Reads.INPUT;
  }
}
