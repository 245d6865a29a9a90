package org.gradus.core.pointwise;

/**
 * The larger of a and b, NaN if one is NaN. The derivative is 1 by the larger one and 0 by the
 * other, ½ by each where they are equal; 0 where one is NaN.
 */
public record Maximum() implements BinaryFunction {
  @Override
  public String name() {
    return "maximum";
  }

  @Override
  public <V> V apply(Lanes<V> lanes, V a, V b) {
    return lanes.max(a, b);
  }

  @Override
  public <V> V derivativeA(Lanes<V> lanes, V a, V b) {
    return share(lanes, a, b);
  }

  @Override
  public <V> V derivativeB(Lanes<V> lanes, V a, V b) {
    return share(lanes, b, a);
  }

  /** Returns 1 where a &gt; b, ½ where they are equal and 0 elsewhere. */
  static <V> V share(Lanes<V> lanes, V a, V b) {
    V zero = lanes.constant(0);
    V tie = lanes.whereEqual(a, b, lanes.constant(0.5), zero);
    return lanes.whereGreater(a, b, lanes.constant(1), tie);
  }
}
