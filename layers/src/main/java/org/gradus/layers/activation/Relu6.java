package org.gradus.layers.activation;

import org.gradus.core.pointwise.Lanes;

/**
 * Limits to [0, 6]: y = min(max(x, 0), 6), dy/dx = 1 where 0 &lt; x &lt; 6, else 0 (also at 0 and
 * 6).
 *
 * <p>Source: Krizhevsky, "Convolutional deep belief networks on CIFAR-10", 2010.
 */
public record Relu6() implements Activation.Formula {
  @Override
  public String name() {
    return "relu6";
  }

  @Override
  public <V> V apply(Lanes<V> lanes, V x) {
    return lanes.min(lanes.max(x, lanes.constant(0)), lanes.constant(6));
  }

  @Override
  public <V> V derivative(Lanes<V> lanes, V x, V y) {
    V zero = lanes.constant(0);
    V below6 = lanes.whereGreater(lanes.constant(6), y, lanes.constant(1), zero);
    return lanes.whereGreater(y, zero, below6, zero);
  }

  @Override
  public Reads reads() {
    return Reads.OUTPUT;
  }
}
