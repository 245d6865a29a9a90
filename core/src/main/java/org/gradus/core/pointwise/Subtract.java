package org.gradus.core.pointwise;

/** The difference, a − b, with derivatives 1 and −1. */
public record Subtract() implements BinaryFunction {
  @Override
  public String name() {
    return "subtract";
  }

  @Override
  public <V> V apply(Lanes<V> lanes, V a, V b) {
    return lanes.subtract(a, b);
  }

  @Override
  public <V> V derivativeA(Lanes<V> lanes, V a, V b) {
    return lanes.constant(1);
  }

  @Override
  public <V> V derivativeB(Lanes<V> lanes, V a, V b) {
    return lanes.constant(-1);
  }

  @Override
  public boolean readsInputs() {
    return false;
  }
}
