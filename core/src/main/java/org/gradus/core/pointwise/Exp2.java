package org.gradus.core.pointwise;

/**
 * The power of two, y = 2ˣ, with y′ = y ln 2. Exact for integer x within the range of normal
 * numbers.
 */
public record Exp2() implements UnaryFunction {
  @Override
  public String name() {
    return "exp2";
  }

  @Override
  public <V> V apply(Lanes<V> lanes, V x) {
    return lanes.pow(lanes.constant(2), x);
  }

  @Override
  public <V> V derivative(Lanes<V> lanes, V x, V y) {
    return lanes.multiply(y, lanes.constant(Math.log(2)));
  }

  @Override
  public Reads reads() {
    return Reads.OUTPUT;
  }
}
