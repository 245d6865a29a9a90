package org.gradus.core.pointwise;

/**
 * The hyperbolic cosine, y = (eˣ + e⁻ˣ)/2, with y′ = sinh x.
 *
 * <p>Computed as h²/2 + 1/(2h²) with h = exp(|x|/2), which does not overflow before y itself does.
 */
public record Cosh() implements UnaryFunction {
  @Override
  public String name() {
    return "cosh";
  }

  @Override
  public <V> V apply(Lanes<V> lanes, V x) {
    V h = lanes.exp(lanes.multiply(lanes.abs(x), lanes.constant(0.5)));
    V halfE = lanes.multiply(lanes.multiply(h, lanes.constant(0.5)), h);
    return lanes.add(halfE, lanes.divide(lanes.constant(0.25), halfE));
  }

  @Override
  public <V> V derivative(Lanes<V> lanes, V x, V y) {
    return new Sinh().apply(lanes, x);
  }

  @Override
  public Reads reads() {
    return Reads.INPUT;
  }
}
