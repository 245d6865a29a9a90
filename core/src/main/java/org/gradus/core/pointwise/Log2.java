package org.gradus.core.pointwise;

/**
 * The logarithm to base 2, y = ln x / ln 2, with y′ = 1/(x ln 2). −∞ at 0, NaN below. Within 2 ulp;
 * not always exact for the powers of 2.
 */
public record Log2() implements UnaryFunction {
  @Override
  public String name() {
    return "log2";
  }

  @Override
  public <V> V apply(Lanes<V> lanes, V x) {
    return lanes.divide(lanes.log(x), lanes.constant(Math.log(2)));
  }

  @Override
  public <V> V derivative(Lanes<V> lanes, V x, V y) {
    return lanes.divide(lanes.constant(1 / Math.log(2)), x);
  }

  @Override
  public Reads reads() {
    return Reads.INPUT;
  }
}
