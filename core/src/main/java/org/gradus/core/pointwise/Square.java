package org.gradus.core.pointwise;

/** The square, y = x², with y′ = 2x. */
public record Square() implements UnaryFunction {
  @Override
  public String name() {
    return "square";
  }

  @Override
  public <V> V apply(Lanes<V> lanes, V x) {
    return lanes.multiply(x, x);
  }

  @Override
  public <V> V derivative(Lanes<V> lanes, V x, V y) {
    return lanes.add(x, x);
  }

  @Override
  public Reads reads() {
    return Reads.INPUT;
  }
}
