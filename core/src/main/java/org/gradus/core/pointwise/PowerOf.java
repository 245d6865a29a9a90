package org.gradus.core.pointwise;

/**
 * Raises to a constant power, y = xᵖ, with y′ = p xᵖ⁻¹.
 *
 * <p>x⁰ is 1 for every x and its derivative is 0; negative x give NaN unless p is an integer. The
 * exponents −2, −1, ±½, 1, 2, 3 and 4 are computed by products, quotients and roots, within 2 ulp.
 *
 * @param exponent the power p, not NaN
 */
public record PowerOf(double exponent) implements UnaryFunction {
  /**
   * Makes a power.
   *
   * @throws IllegalArgumentException if the exponent is NaN
   */
  public PowerOf {
    if (Double.isNaN(exponent)) {
      throw new IllegalArgumentException(
          "[power-of] exponent is not a number: expected a number, got NaN.");
    }
  }

  @Override
  public String name() {
    return "power-of";
  }

  @Override
  public <V> V apply(Lanes<V> lanes, V x) {
    return power(lanes, x, exponent);
  }

  @Override
  public <V> V derivative(Lanes<V> lanes, V x, V y) {
    if (exponent == 0) {
      return lanes.constant(0);
    }
    return lanes.multiply(lanes.constant(exponent), power(lanes, x, exponent - 1));
  }

  @Override
  public Reads reads() {
    return exponent == 0 || exponent == 1 ? Reads.NOTHING : Reads.INPUT;
  }

  private static <V> V power(Lanes<V> lanes, V x, double exponent) {
    if (exponent == 0) {
      return lanes.constant(1);
    } else if (exponent == 1) {
      return x;
    } else if (exponent == 2) {
      return lanes.multiply(x, x);
    } else if (exponent == 3) {
      return lanes.multiply(lanes.multiply(x, x), x);
    } else if (exponent == 4) {
      V square = lanes.multiply(x, x);
      return lanes.multiply(square, square);
    } else if (exponent == 0.5) {
      return lanes.sqrt(x);
    } else if (exponent == -0.5) {
      return lanes.divide(lanes.constant(1), lanes.sqrt(x));
    } else if (exponent == -1) {
      return lanes.divide(lanes.constant(1), x);
    } else if (exponent == -2) {
      V reciprocal = lanes.divide(lanes.constant(1), x);
      return lanes.multiply(reciprocal, reciprocal);
    }
    return lanes.pow(x, lanes.constant(exponent));
  }
}
