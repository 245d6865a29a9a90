package org.gradus.core.pointwise;

/** The largest integer that is not above x, with y′ = 0. */
public record Floor() implements UnaryFunction {
  @Override
  public String name() {
    return "floor";
  }

  @Override
  public <V> V apply(Lanes<V> lanes, V x) {
    return lanes.floor(x);
  }

  @Override
  public <V> V derivative(Lanes<V> lanes, V x, V y) {
    return lanes.constant(0);
  }

  @Override
  public Reads reads() {
    return Reads.NOTHING;
  }
}
