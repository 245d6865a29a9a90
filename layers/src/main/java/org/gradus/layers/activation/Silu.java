package org.gradus.layers.activation;

import org.gradus.core.pointwise.Lanes;

/**
 * Weighs a number by its own logistic function: y = x · s with s = sigmoid(x), dy/dx = s · (1 + x ·
 * (1 − s)). Smooth, and lowest at x ≈ −1.278 with −0.278. {@link Swish} is this with a factor
 * within s.
 *
 * <p>Sources: Elfwing, Uchibe and Doya, "Sigmoid-weighted linear units for neural network function
 * approximation in reinforcement learning", 2018; Ramachandran, Zoph and Le, "Searching for
 * activation functions", 2017.
 */
public record Silu() implements Activation.Formula {
  @Override
  public String name() {
    return "silu";
  }

  @Override
  public <V> V apply(Lanes<V> lanes, V x) {
    return lanes.multiply(x, lanes.sigmoid(x));
  }

  @Override
  public <V> V derivative(Lanes<V> lanes, V x, V y) {
    V one = lanes.constant(1);
    V s = lanes.sigmoid(x);
    return lanes.multiply(s, lanes.fma(x, lanes.subtract(one, s), one));
  }

  @Override
  public Reads reads() {
    return Reads.INPUT;
  }
}
