package org.gradus.core.pointwise;

/**
 * The logarithm to base 10, y = ln x / ln 10, with y′ = 1/(x ln 10). −∞ at 0, NaN below. Within 2
 * ulp; not always exact for the powers of 10.
 */
public record Log10() implements UnaryFunction {
  @Override
  public String name() {
    return "log10";
  }

  @Override
  public <V> V apply(Lanes<V> lanes, V x) {
    return lanes.divide(lanes.log(x), lanes.constant(Math.log(10)));
  }

  @Override
  public <V> V derivative(Lanes<V> lanes, V x, V y) {
    return lanes.divide(lanes.constant(1 / Math.log(10)), x);
  }

  @Override
  public Reads reads() {
    return Reads.INPUT;
  }
}
