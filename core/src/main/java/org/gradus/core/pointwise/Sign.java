package org.gradus.core.pointwise;

/**
 * The sign, y = −1, 0 or 1 as x is below, at or above 0, with y′ = 0. Keeps the sign of a zero; NaN
 * stays NaN.
 */
public record Sign() implements UnaryFunction {
  @Override
  public String name() {
    return "sign";
  }

  @Override
  public <V> V apply(Lanes<V> lanes, V x) {
    V zero = lanes.constant(0);
    V belowOrZero = lanes.whereGreater(zero, x, lanes.constant(-1), x);
    return lanes.whereGreater(x, zero, lanes.constant(1), belowOrZero);
  }

  @Override
  public <V> V derivative(Lanes<V> lanes, V x, V y) {
    return lanes.constant(0);
  }

  @Override
  public Reads reads() {
    return Reads.NOTHING;
  }
}
