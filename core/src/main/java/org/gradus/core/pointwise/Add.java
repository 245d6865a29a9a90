package org.gradus.core.pointwise;

/** The sum, a + b, with derivatives 1 and 1. */
public record Add() implements BinaryFunction {
  @Override
  public String name() {
    return "add";
  }

  @Override
  public <V> V apply(Lanes<V> lanes, V a, V b) {
    return lanes.add(a, b);
  }

  @Override
  public <V> V derivativeA(Lanes<V> lanes, V a, V b) {
    return lanes.constant(1);
  }

  @Override
  public <V> V derivativeB(Lanes<V> lanes, V a, V b) {
    return lanes.constant(1);
  }

  @Override
  public boolean readsInputs() {
    return false;
  }
}
