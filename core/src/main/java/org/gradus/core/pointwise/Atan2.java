package org.gradus.core.pointwise;

/**
 * The angle of the point (x, y) = (b, a), in [−π, π], with derivatives b/(a² + b²) and −a/(a² +
 * b²).
 */
public record Atan2() implements BinaryFunction {
  @Override
  public String name() {
    return "atan2";
  }

  @Override
  public <V> V apply(Lanes<V> lanes, V a, V b) {
    return lanes.atan2(a, b);
  }

  @Override
  public <V> V derivativeA(Lanes<V> lanes, V a, V b) {
    return lanes.divide(b, squaredRadius(lanes, a, b));
  }

  @Override
  public <V> V derivativeB(Lanes<V> lanes, V a, V b) {
    return lanes.negate(lanes.divide(a, squaredRadius(lanes, a, b)));
  }

  /** Returns a² + b². */
  private static <V> V squaredRadius(Lanes<V> lanes, V a, V b) {
    return lanes.fma(a, a, lanes.multiply(b, b));
  }
}
