package org.gradus.core.pointwise;

/**
 * The inverse hyperbolic tangent, y = (ln(1 + x) − ln(1 − x))/2, with y′ = 1/((1 − x)(1 + x)). ±∞
 * at ±1, NaN beyond. The two logarithms have opposite signs, so nothing cancels.
 */
public record Atanh() implements UnaryFunction {
  @Override
  public String name() {
    return "atanh";
  }

  @Override
  public <V> V apply(Lanes<V> lanes, V x) {
    V twice = lanes.subtract(lanes.log1p(x), lanes.log1p(lanes.negate(x)));
    return lanes.multiply(lanes.constant(0.5), twice);
  }

  @Override
  public <V> V derivative(Lanes<V> lanes, V x, V y) {
    V one = lanes.constant(1);
    return lanes.divide(one, lanes.multiply(lanes.subtract(one, x), lanes.add(one, x)));
  }

  @Override
  public Reads reads() {
    return Reads.INPUT;
  }
}
