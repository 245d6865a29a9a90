package org.gradus.core.pointwise;

/**
 * The trigamma function, ψ′(x) = d² ln Γ(x)/dx², for x &gt; 0. NaN for x ≤ 0. Its derivative, the
 * tetragamma function, is not available.
 */
public record Trigamma() implements UnaryFunction {
  @Override
  public String name() {
    return "trigamma";
  }

  @Override
  public <V> V apply(Lanes<V> lanes, V x) {
    return lanes.trigamma(x);
  }

  @Override
  public <V> V derivative(Lanes<V> lanes, V x, V y) {
    throw new UnsupportedOperationException(
        "[trigamma] has no derivative here: expected at most two derivatives of log-gamma, got a"
            + " third. Hint: detach the input of trigamma if its gradient is not wanted.");
  }

  @Override
  public Reads reads() {
    return Reads.INPUT;
  }
}
