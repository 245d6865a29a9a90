package org.gradus.core.pointwise;

/** The quotient, a / b, with derivatives 1/b and −(a/b)/b. */
public record Divide() implements BinaryFunction {
  @Override
  public String name() {
    return "divide";
  }

  @Override
  public <V> V apply(Lanes<V> lanes, V a, V b) {
    return lanes.divide(a, b);
  }

  @Override
  public <V> V derivativeA(Lanes<V> lanes, V a, V b) {
    return lanes.divide(lanes.constant(1), b);
  }

  @Override
  public <V> V derivativeB(Lanes<V> lanes, V a, V b) {
    return lanes.negate(lanes.divide(lanes.divide(a, b), b));
  }
}
