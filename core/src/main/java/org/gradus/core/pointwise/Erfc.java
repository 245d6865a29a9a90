package org.gradus.core.pointwise;

/**
 * The complementary error function, y = 1 − erf x, accurate in its tail, with y′ = −2/√π e^(−x²).
 */
public record Erfc() implements UnaryFunction {
  @Override
  public String name() {
    return "erfc";
  }

  @Override
  public <V> V apply(Lanes<V> lanes, V x) {
    return lanes.erfc(x);
  }

  @Override
  public <V> V derivative(Lanes<V> lanes, V x, V y) {
    return lanes.negate(Erf.density(lanes, x));
  }

  @Override
  public Reads reads() {
    return Reads.INPUT;
  }
}
