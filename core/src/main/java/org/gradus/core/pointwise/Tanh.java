package org.gradus.core.pointwise;

/** The hyperbolic tangent, y = (eˣ − e⁻ˣ)/(eˣ + e⁻ˣ), with y′ = 1 − y² = (1 − y)(1 + y). */
public record Tanh() implements UnaryFunction {
  @Override
  public String name() {
    return "tanh";
  }

  @Override
  public <V> V apply(Lanes<V> lanes, V x) {
    return lanes.tanh(x);
  }

  @Override
  public <V> V derivative(Lanes<V> lanes, V x, V y) {
    V one = lanes.constant(1);
    return lanes.multiply(lanes.subtract(one, y), lanes.add(one, y));
  }

  @Override
  public Reads reads() {
    return Reads.OUTPUT;
  }
}
