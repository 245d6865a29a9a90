package org.gradus.core.pointwise;

/**
 * The logarithm of one more, y = ln(1 + x), accurate near 0, with y′ = 1/(1 + x). −∞ at −1, NaN
 * below.
 */
public record Log1p() implements UnaryFunction {
  @Override
  public String name() {
    return "log1p";
  }

  @Override
  public <V> V apply(Lanes<V> lanes, V x) {
    return lanes.log1p(x);
  }

  @Override
  public <V> V derivative(Lanes<V> lanes, V x, V y) {
    return lanes.divide(lanes.constant(1), lanes.add(x, lanes.constant(1)));
  }

  @Override
  public Reads reads() {
    return Reads.INPUT;
  }
}
