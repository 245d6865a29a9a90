package org.gradus.core.pointwise;

/** The logistic function, y = 1/(1 + e⁻ˣ), with y′ = y(1 − y). Accurate in both tails. */
public record Sigmoid() implements UnaryFunction {
  @Override
  public String name() {
    return "sigmoid";
  }

  @Override
  public <V> V apply(Lanes<V> lanes, V x) {
    return lanes.sigmoid(x);
  }

  @Override
  public <V> V derivative(Lanes<V> lanes, V x, V y) {
    return lanes.multiply(y, lanes.subtract(lanes.constant(1), y));
  }

  @Override
  public Reads reads() {
    return Reads.OUTPUT;
  }
}
