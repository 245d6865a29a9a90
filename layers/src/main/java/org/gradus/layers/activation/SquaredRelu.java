package org.gradus.layers.activation;

import org.gradus.core.pointwise.Lanes;

/**
 * Squares positive numbers and sets negative ones to 0: y = max(x, 0)², dy/dx = 2 max(x, 0).
 *
 * <p>Source: So et al., "Primer: searching for efficient transformers for language modeling", 2021.
 */
public record SquaredRelu() implements Activation.Formula {
  @Override
  public String name() {
    return "squared-relu";
  }

  @Override
  public <V> V apply(Lanes<V> lanes, V x) {
    V positive = lanes.max(x, lanes.constant(0));
    return lanes.multiply(positive, positive);
  }

  @Override
  public <V> V derivative(Lanes<V> lanes, V x, V y) {
    V positive = lanes.max(x, lanes.constant(0));
    return lanes.add(positive, positive);
  }

  @Override
  public Reads reads() {
    return Reads.INPUT;
  }
}
