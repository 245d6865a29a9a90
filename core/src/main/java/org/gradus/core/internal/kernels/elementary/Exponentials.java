package org.gradus.core.internal.kernels.elementary;

/**
 * The exponential and what follows from it.
 *
 * <p>x = n ln 2 + r with an integer n and |r| ≤ ln 2 / 2, so that eˣ = 2ⁿ eʳ (W. J. Cody and W.
 * Waite, <i>Software Manual for the Elementary Functions</i>, 1980). The polynomial for eʳ is that
 * of S. L. Moshier's Cephes library, single precision, 1992.
 */
final class Exponentials {
  private static final double LOG2_E = 1.4426950408889634;

  /** The leading 9 bits of ln 2, whose products with n are exact, and the rest. */
  static final double LN2_HIGH = 0.693359375;

  static final double LN2_LOW = -2.1219444005469057e-4;

  private Exponentials() {}

  /** Returns eᵃ within 1 ulp, denormal results included. */
  static <V> V exp(FloatLanes<V> m, V a) {
    // Beyond these bounds the result is 0 or ∞ all the same.
    V x = m.max(m.min(a, m.constant(89)), m.constant(-104));
    V n = multipleOfLn2(m, x);
    V r = remainder(m, x, n);
    return m.scale(m.add(expm1OfRemainder(m, r), m.constant(1)), n);
  }

  /** Returns e^(high + low) within 1 ulp for |low| ≤ 2⁻⁸, less than an ulp of high. */
  static <V> V expOfSum(FloatLanes<V> m, V high, V low) {
    V x = m.max(m.min(high, m.constant(95)), m.constant(-110));
    V n = multipleOfLn2(m, x);
    V r = m.add(remainder(m, x, n), low);
    return m.scale(m.add(expm1OfRemainder(m, r), m.constant(1)), n);
  }

  /** Returns eᵃ for −80 ≤ a ≤ 80, within 1 ulp. */
  static <V> V expOfModerate(FloatLanes<V> m, V a) {
    V n = multipleOfLn2(m, a);
    V r = remainder(m, a, n);
    V power = m.powerOfTwo(n);
    return m.fma(power, expm1OfRemainder(m, r), power);
  }

  /** Returns eᵃ − 1 within 2 ulp. */
  static <V> V expm1(FloatLanes<V> m, V a) {
    V x = m.max(m.min(a, m.constant(89)), m.constant(-25));
    V n = multipleOfLn2(m, x);
    V q = expm1OfRemainder(m, remainder(m, x, n));
    // 2ⁿ(1 + q) − 1, by half as much because 2ⁿ may be beyond the largest float.
    V half = m.powerOfTwo(m.subtract(n, m.constant(1)));
    V halfResult = m.fma(half, q, m.subtract(half, m.constant(0.5)));
    V result = m.add(halfResult, halfResult);
    // Keeps the sign of a zero and the last bit of a denormal number.
    return m.whereGreater(m.abs(a), m.constant(0x1p-25), result, a);
  }

  /** Returns tanh a = (e²ᵃ − 1)/(e²ᵃ + 1) within 2.5 ulp. */
  static <V> V tanh(FloatLanes<V> m, V a) {
    // tanh 10 rounds to 1.
    V x = m.max(m.min(a, m.constant(10)), m.constant(-10));
    V e = expm1(m, m.add(x, x));
    return m.divide(e, m.add(e, m.constant(2)));
  }

  /** Returns 1/(1 + e⁻ᵃ) = e^min(a, 0)/(1 + e^−|a|) within 2.5 ulp, denormal results included. */
  static <V> V sigmoid(FloatLanes<V> m, V a) {
    V one = m.constant(1);
    V e = exp(m, m.negate(m.abs(a)));
    return m.divide(m.whereGreater(m.constant(0), a, e, one), m.add(one, e));
  }

  private static <V> V multipleOfLn2(FloatLanes<V> m, V x) {
    V rounder = m.constant(FloatLanes.ROUNDER);
    return m.subtract(m.fma(x, m.constant(LOG2_E), rounder), rounder);
  }

  private static <V> V remainder(FloatLanes<V> m, V x, V n) {
    V r = m.fma(n, m.constant(-LN2_HIGH), x);
    return m.fma(n, m.constant(-LN2_LOW), r);
  }

  /** Returns eʳ − 1 for |r| ≤ ln 2 / 2. */
  private static <V> V expm1OfRemainder(FloatLanes<V> m, V r) {
    V p = m.constant(1.9875691500e-4);
    p = m.fma(p, r, m.constant(1.3981999507e-3));
    p = m.fma(p, r, m.constant(8.3334519073e-3));
    p = m.fma(p, r, m.constant(4.1665795894e-2));
    p = m.fma(p, r, m.constant(1.6666665459e-1));
    p = m.fma(p, r, m.constant(5.0000001201e-1));
    return m.fma(p, m.multiply(r, r), r);
  }
}
