package org.gradus.core.pointwise;

/**
 * The inverse sine, y in [−π/2, π/2], with y′ = 1/√(1 − x²), infinite at ±1. NaN outside [−1, 1].
 * Computed as the angle of the point (√((1 − x)(1 + x)), x), which stays accurate near ±1.
 */
public record Asin() implements UnaryFunction {
  @Override
  public String name() {
    return "asin";
  }

  @Override
  public <V> V apply(Lanes<V> lanes, V x) {
    return lanes.atan2(x, cosine(lanes, x));
  }

  @Override
  public <V> V derivative(Lanes<V> lanes, V x, V y) {
    return lanes.divide(lanes.constant(1), cosine(lanes, x));
  }

  @Override
  public Reads reads() {
    return Reads.INPUT;
  }

  /** Returns √((1 − x)(1 + x)), the cosine of the angle whose sine is x. */
  static <V> V cosine(Lanes<V> lanes, V x) {
    V one = lanes.constant(1);
    return lanes.sqrt(lanes.multiply(lanes.subtract(one, x), lanes.add(one, x)));
  }
}
