package org.gradus.core.pointwise;

/**
 * The exponential, y = eˣ, with y′ = y. Overflows to ∞ above 88.73 (709.8 in float64) and
 * underflows to 0 below −103.97 (−745.1).
 */
public record Exp() implements UnaryFunction {
  @Override
  public String name() {
    return "exp";
  }

  @Override
  public <V> V apply(Lanes<V> lanes, V x) {
    return lanes.exp(x);
  }

  @Override
  public <V> V derivative(Lanes<V> lanes, V x, V y) {
    return y;
  }

  @Override
  public Reads reads() {
    return Reads.OUTPUT;
  }
}
