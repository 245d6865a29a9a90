package org.gradus.core.pointwise;

/** The natural logarithm, y = ln x, with y′ = 1/x. −∞ at 0, NaN below. */
public record Log() implements UnaryFunction {
  @Override
  public String name() {
    return "log";
  }

  @Override
  public <V> V apply(Lanes<V> lanes, V x) {
    return lanes.log(x);
  }

  @Override
  public <V> V derivative(Lanes<V> lanes, V x, V y) {
    return lanes.divide(lanes.constant(1), x);
  }

  @Override
  public Reads reads() {
    return Reads.INPUT;
  }
}
