package org.gradus.core.pointwise;

/** The inverse of the error function, with y′ = √π/2 e^(y²). ±∞ at ±1, NaN beyond. */
public record ErfInverse() implements UnaryFunction {
  @Override
  public String name() {
    return "erf-inverse";
  }

  @Override
  public <V> V apply(Lanes<V> lanes, V x) {
    return lanes.erfInverse(x);
  }

  @Override
  public <V> V derivative(Lanes<V> lanes, V x, V y) {
    V growth = lanes.exp(lanes.multiply(y, y));
    return lanes.multiply(lanes.constant(Math.sqrt(Math.PI) / 2), growth);
  }

  @Override
  public Reads reads() {
    return Reads.OUTPUT;
  }
}
