package org.gradus.core.pointwise;

/**
 * The inverse cosine, y in [0, π], with y′ = −1/√(1 − x²), infinite at ±1. NaN outside [−1, 1].
 * Computed as the angle of the point (x, √((1 − x)(1 + x))), which stays accurate near ±1.
 */
public record Acos() implements UnaryFunction {
  @Override
  public String name() {
    return "acos";
  }

  @Override
  public <V> V apply(Lanes<V> lanes, V x) {
    return lanes.atan2(Asin.cosine(lanes, x), x);
  }

  @Override
  public <V> V derivative(Lanes<V> lanes, V x, V y) {
    return lanes.divide(lanes.constant(-1), Asin.cosine(lanes, x));
  }

  @Override
  public Reads reads() {
    return Reads.INPUT;
  }
}
