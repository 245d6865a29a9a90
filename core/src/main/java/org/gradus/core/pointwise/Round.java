package org.gradus.core.pointwise;

/** The nearest integer, halves to the even one, with y′ = 0. */
public record Round() implements UnaryFunction {
  @Override
  public String name() {
    return "round";
  }

  @Override
  public <V> V apply(Lanes<V> lanes, V x) {
    return lanes.round(x);
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
