package org.gradus.core.pointwise;

/** The square root, y = √x, with y′ = 1/(2y), infinite at 0. NaN below 0. */
public record Sqrt() implements UnaryFunction {
  @Override
  public String name() {
    return "sqrt";
  }

  @Override
  public <V> V apply(Lanes<V> lanes, V x) {
    return lanes.sqrt(x);
  }

  @Override
  public <V> V derivative(Lanes<V> lanes, V x, V y) {
    return lanes.divide(lanes.constant(0.5), y);
  }

  @Override
  public Reads reads() {
    return Reads.OUTPUT;
  }
}
