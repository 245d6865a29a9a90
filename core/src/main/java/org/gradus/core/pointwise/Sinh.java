package org.gradus.core.pointwise;

/**
 * The hyperbolic sine, y = (eˣ − e⁻ˣ)/2, with y′ = cosh x.
 *
 * <p>Computed as 2s√(1 + s²) with s = sinh(x/2) = (expm1(x/2) − expm1(−x/2))/2: accurate near 0 and
 * without overflow before y itself overflows.
 */
public record Sinh() implements UnaryFunction {
  @Override
  public String name() {
    return "sinh";
  }

  @Override
  public <V> V apply(Lanes<V> lanes, V x) {
    V half = lanes.multiply(x, lanes.constant(0.5));
    V twiceS = lanes.subtract(lanes.expm1(half), lanes.expm1(lanes.negate(half)));
    V s = lanes.multiply(twiceS, lanes.constant(0.5));
    return lanes.multiply(twiceS, lanes.sqrt(lanes.fma(s, s, lanes.constant(1))));
  }

  @Override
  public <V> V derivative(Lanes<V> lanes, V x, V y) {
    return new Cosh().apply(lanes, x);
  }

  @Override
  public Reads reads() {
    return Reads.INPUT;
  }
}
