package org.gradus.core.pointwise;

/**
 * The smaller of a and b, NaN if one is NaN. The derivative is 1 by the smaller one and 0 by the
 * other, ½ by each where they are equal; 0 where one is NaN.
 */
public record Minimum() implements BinaryFunction {
  @Override
  public String name() {
    return "minimum";
  }

  @Override
  public <V> V apply(Lanes<V> lanes, V a, V b) {
    return lanes.min(a, b);
  }

  @Override
  public <V> V derivativeA(Lanes<V> lanes, V a, V b) {
    return Maximum.share(lanes, b, a);
  }

  @Override
  public <V> V derivativeB(Lanes<V> lanes, V a, V b) {
    return Maximum.share(lanes, a, b);
  }
}
