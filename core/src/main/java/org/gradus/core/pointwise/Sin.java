package org.gradus.core.pointwise;

/** The sine of an angle in radians, with y′ = cos x. NaN at ±∞. */
public record Sin() implements UnaryFunction {
  @Override
  public String name() {
    return "sin";
  }

  @Override
  public <V> V apply(Lanes<V> lanes, V x) {
    return lanes.sin(x);
  }

  @Override
  public <V> V derivative(Lanes<V> lanes, V x, V y) {
    return lanes.cos(x);
  }

  @Override
  public Reads reads() {
    return Reads.INPUT;
  }
}
