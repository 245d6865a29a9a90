package org.gradus.core.pointwise;

/**
 * The power, aᵇ, with 0⁰ = 1 and NaN for a negative a and a fractional b.
 *
 * <p>∂/∂a = b aᵇ⁻¹, which is 0 for b = 0; ∂/∂b = aᵇ ln a, which is 0 for a = 0 and b ≥ 0, −∞ for a
 * = 0 and b &lt; 0, and NaN for a &lt; 0. For a constant exponent see {@link PowerOf}.
 */
public record Pow() implements BinaryFunction {
  @Override
  public String name() {
    return "pow";
  }

  @Override
  public <V> V apply(Lanes<V> lanes, V a, V b) {
    return lanes.pow(a, b);
  }

  @Override
  public <V> V derivativeA(Lanes<V> lanes, V a, V b) {
    V zero = lanes.constant(0);
    V power = lanes.pow(a, lanes.subtract(b, lanes.constant(1)));
    return lanes.whereEqual(b, zero, zero, lanes.multiply(b, power));
  }

  @Override
  public <V> V derivativeB(Lanes<V> lanes, V a, V b) {
    V zero = lanes.constant(0);
    V pole = lanes.constant(Double.NEGATIVE_INFINITY);
    V slope = lanes.multiply(lanes.pow(a, b), lanes.log(a));
    return lanes.whereEqual(a, zero, lanes.whereGreater(zero, b, pole, zero), slope);
  }
}
