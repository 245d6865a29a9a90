package org.gradus.core.pointwise;

/** The reciprocal, y = 1/x, with y′ = −y². ±∞ at ±0. */
public record Reciprocal() implements UnaryFunction {
  @Override
  public String name() {
    return "reciprocal";
  }

  @Override
  public <V> V apply(Lanes<V> lanes, V x) {
    return lanes.divide(lanes.constant(1), x);
  }

  @Override
  public <V> V derivative(Lanes<V> lanes, V x, V y) {
    return lanes.negate(lanes.multiply(y, y));
  }

  @Override
  public Reads reads() {
    return Reads.OUTPUT;
  }
}
