package org.gradus.core.pointwise;

/** The product, a · b, with derivatives b and a. */
public record Multiply() implements BinaryFunction {
  @Override
  public String name() {
    return "multiply";
  }

  @Override
  public <V> V apply(Lanes<V> lanes, V a, V b) {
    return lanes.multiply(a, b);
  }

  @Override
  public <V> V derivativeA(Lanes<V> lanes, V a, V b) {
    return b;
  }

  @Override
  public <V> V derivativeB(Lanes<V> lanes, V a, V b) {
    return a;
  }
}
