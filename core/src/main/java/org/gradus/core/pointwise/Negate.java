package org.gradus.core.pointwise;

/** The negative, y = −x, with y′ = −1. */
public record Negate() implements UnaryFunction {
  @Override
  public String name() {
    return "negate";
  }

  @Override
  public <V> V apply(Lanes<V> lanes, V x) {
    return lanes.negate(x);
  }

  @Override
  public <V> V derivative(Lanes<V> lanes, V x, V y) {
    return lanes.constant(-1);
  }

  @Override
  public Reads reads() {
    return Reads.NOTHING;
  }
}
