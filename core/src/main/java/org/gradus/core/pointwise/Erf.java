package org.gradus.core.pointwise;

/** The error function, y = 2/√π ∫₀ˣ e^(−t²) dt, with y′ = 2/√π e^(−x²). */
public record Erf() implements UnaryFunction {
  @Override
  public String name() {
    return "erf";
  }

  @Override
  public <V> V apply(Lanes<V> lanes, V x) {
    return lanes.erf(x);
  }

  @Override
  public <V> V derivative(Lanes<V> lanes, V x, V y) {
    return density(lanes, x);
  }

  @Override
  public Reads reads() {
    return Reads.INPUT;
  }

  /** Returns 2/√π e^(−x²). */
  static <V> V density(Lanes<V> lanes, V x) {
    V decay = lanes.exp(lanes.negate(lanes.multiply(x, x)));
    return lanes.multiply(lanes.constant(2 / Math.sqrt(Math.PI)), decay);
  }
}
