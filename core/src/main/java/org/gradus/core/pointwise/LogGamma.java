package org.gradus.core.pointwise;

/**
 * The logarithm of the gamma function, y = ln Γ(x), for x &gt; 0, with y′ = {@linkplain Digamma
 * ψ(x)}. NaN for x ≤ 0.
 */
public record LogGamma() implements UnaryFunction {
  @Override
  public String name() {
    return "log-gamma";
  }

  @Override
  public <V> V apply(Lanes<V> lanes, V x) {
    return lanes.logGamma(x);
  }

  @Override
  public <V> V derivative(Lanes<V> lanes, V x, V y) {
    return lanes.digamma(x);
  }

  @Override
  public Reads reads() {
    return Reads.INPUT;
  }
}
