package org.gradus.core.pointwise;

/** The cosine of an angle in radians, with y′ = −sin x. NaN at ±∞. */
public record Cos() implements UnaryFunction {
  @Override
  public String name() {
    return "cos";
  }

  @Override
  public <V> V apply(Lanes<V> lanes, V x) {
    return lanes.cos(x);
  }

  @Override
  public <V> V derivative(Lanes<V> lanes, V x, V y) {
    return lanes.negate(lanes.sin(x));
  }

  @Override
  public Reads reads() {
    return Reads.INPUT;
  }
}
