package org.gradus.core.pointwise;

/** The tangent of an angle in radians, y = sin x / cos x, with y′ = 1 + y². NaN at ±∞. */
public record Tan() implements UnaryFunction {
  @Override
  public String name() {
    return "tan";
  }

  @Override
  public <V> V apply(Lanes<V> lanes, V x) {
    return lanes.divide(lanes.sin(x), lanes.cos(x));
  }

  @Override
  public <V> V derivative(Lanes<V> lanes, V x, V y) {
    return lanes.fma(y, y, lanes.constant(1));
  }

  @Override
  public Reads reads() {
    return Reads.OUTPUT;
  }
}
