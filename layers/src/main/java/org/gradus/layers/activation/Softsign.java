package org.gradus.layers.activation;

import org.gradus.core.pointwise.Lanes;

/**
 * Divides by one more than the magnitude: y = x / (1 + |x|), in (−1, 1), dy/dx = 1 / (1 + |x|)² =
 * (1 − |y|)². Saturates more slowly than tanh.
 *
 * <p>Source: Bergstra et al., "Quadratic polynomials learn better image features", 2009.
 */
public record Softsign() implements Activation.Formula {
  @Override
  public String name() {
    return "softsign";
  }

  @Override
  public <V> V apply(Lanes<V> lanes, V x) {
    return lanes.divide(x, lanes.add(lanes.abs(x), lanes.constant(1)));
  }

  @Override
  public <V> V derivative(Lanes<V> lanes, V x, V y) {
    V root = lanes.subtract(lanes.constant(1), lanes.abs(y));
    return lanes.multiply(root, root);
  }

  @Override
  public Reads reads() {
    return Reads.OUTPUT;
  }
}
