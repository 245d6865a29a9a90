package org.gradus.core.pointwise;

/** The exponential less one, y = eˣ − 1, accurate near 0, with y′ = eˣ = y + 1. */
public record Expm1() implements UnaryFunction {
  @Override
  public String name() {
    return "expm1";
  }

  @Override
  public <V> V apply(Lanes<V> lanes, V x) {
    return lanes.expm1(x);
  }

  @Override
  public <V> V derivative(Lanes<V> lanes, V x, V y) {
    return lanes.add(y, lanes.constant(1));
  }

  @Override
  public Reads reads() {
    return Reads.OUTPUT;
  }
}
