package org.gradus.core.pointwise;

/** The magnitude, y = |x|, with y′ = sign x, taken as 0 at 0. */
public record Abs() implements UnaryFunction {
  @Override
  public String name() {
    return "abs";
  }

  @Override
  public <V> V apply(Lanes<V> lanes, V x) {
    return lanes.abs(x);
  }

  @Override
  public <V> V derivative(Lanes<V> lanes, V x, V y) {
    return new Sign().apply(lanes, x);
  }

  @Override
  public Reads reads() {
    return Reads.INPUT;
  }
}
