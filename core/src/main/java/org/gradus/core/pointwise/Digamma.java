package org.gradus.core.pointwise;

/**
 * The digamma function, ψ(x) = d ln Γ(x)/dx, for x &gt; 0, with the {@linkplain Trigamma trigamma
 * function} as derivative. NaN for x ≤ 0.
 */
public record Digamma() implements UnaryFunction {
  @Override
  public String name() {
    return "digamma";
  }

  @Override
  public <V> V apply(Lanes<V> lanes, V x) {
    return lanes.digamma(x);
  }

  @Override
  public <V> V derivative(Lanes<V> lanes, V x, V y) {
    return lanes.trigamma(x);
  }

  @Override
  public Reads reads() {
    return Reads.INPUT;
  }
}
