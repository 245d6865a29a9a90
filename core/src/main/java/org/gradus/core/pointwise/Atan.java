package org.gradus.core.pointwise;

/** The inverse tangent, y in [−π/2, π/2], with y′ = 1/(1 + x²). */
public record Atan() implements UnaryFunction {
  @Override
  public String name() {
    return "atan";
  }

  @Override
  public <V> V apply(Lanes<V> lanes, V x) {
    return lanes.atan2(x, lanes.constant(1));
  }

  @Override
  public <V> V derivative(Lanes<V> lanes, V x, V y) {
    V one = lanes.constant(1);
    return lanes.divide(one, lanes.fma(x, x, one));
  }

  @Override
  public Reads reads() {
    return Reads.INPUT;
  }
}
