package org.gradus.core.pointwise;

/** The reciprocal square root, y = 1/√x, with y′ = −y³/2. ∞ at 0, NaN below. */
public record Rsqrt() implements UnaryFunction {
  @Override
  public String name() {
    return "rsqrt";
  }

  @Override
  public <V> V apply(Lanes<V> lanes, V x) {
    return lanes.divide(lanes.constant(1), lanes.sqrt(x));
  }

  @Override
  public <V> V derivative(Lanes<V> lanes, V x, V y) {
    V cube = lanes.multiply(lanes.multiply(y, y), y);
    return lanes.multiply(lanes.constant(-0.5), cube);
  }

  @Override
  public Reads reads() {
    return Reads.OUTPUT;
  }
}
