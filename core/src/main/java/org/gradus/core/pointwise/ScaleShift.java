package org.gradus.core.pointwise;

/**
 * Scales and shifts, y = scale · x + shift, rounded once, with y′ = scale.
 *
 * <p>This is all arithmetic of a tensor and a number but division: x + c is (1, c), x − c is (1,
 * −c), c − x is (−1, c), c · x is (c, 0).
 *
 * @param scale the factor
 * @param shift the summand
 */
public record ScaleShift(double scale, double shift) implements UnaryFunction {
  @Override
  public String name() {
    return "scale-shift";
  }

  @Override
  public <V> V apply(Lanes<V> lanes, V x) {
    // Adding −0 rather than +0 leaves the sign of a zero product as it is.
    V summand = lanes.constant(shift == 0 ? -0.0 : shift);
    return lanes.fma(x, lanes.constant(scale), summand);
  }

  @Override
  public <V> V derivative(Lanes<V> lanes, V x, V y) {
    return lanes.constant(scale);
  }

  @Override
  public Reads reads() {
    return Reads.NOTHING;
  }
}
