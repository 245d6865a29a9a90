package org.gradus.core.internal.kernels.elementary;

/**
 * The logarithm.
 *
 * <p>a = 2ᵉ(1 + f) with √½ ≤ 1 + f &lt; √2, so that ln a = e ln 2 + ln(1 + f). The polynomial is
 * that of S. L. Moshier's Cephes library, single precision, 1992.
 */
final class Logarithms {
  private Logarithms() {}

  /** Returns ln a within 1 ulp, of denormal a too; −∞ at 0 and NaN below. */
  static <V> V log(FloatLanes<V> m, V a) {
    V normal = normalized(m, a);
    V f = m.subtract(m.mantissa(normal), m.constant(1));
    return withLimits(m, a, logOfParts(m, exponentOf(m, a, normal), f));
  }

  /** Returns ln(1 + a) within 1.5 ulp; −∞ at −1 and NaN below. */
  static <V> V log1p(FloatLanes<V> m, V a) {
    V one = m.constant(1);
    V sum = m.add(one, a);
    // What rounding lost of 1 + a, as much as it matters: not above 2²⁵, where the sum is a.
    V lost =
        m.whereGreater(
            a, one, m.subtract(one, m.subtract(sum, a)), m.subtract(a, m.subtract(sum, one)));
    V e = m.exponent(sum);
    V scaledLost = m.multiply(lost, m.powerOfTwo(m.negate(m.min(e, m.constant(126)))));
    V f = m.add(m.subtract(m.mantissa(sum), one), scaledLost);
    V result = withLimits(m, sum, logOfParts(m, e, f));
    return m.whereGreater(m.abs(a), m.constant(0x1p-25), result, a);
  }

  /** Multiplies denormal numbers by 2²⁴ to make them normal. */
  static <V> V normalized(FloatLanes<V> m, V a) {
    V up = m.multiply(a, m.constant(0x1p24));
    return m.whereGreater(m.constant(Float.MIN_NORMAL), a, up, a);
  }

  /** Returns the exponent of a, given what {@link #normalized} made of it. */
  static <V> V exponentOf(FloatLanes<V> m, V a, V normal) {
    V e = m.exponent(normal);
    V down = m.subtract(e, m.constant(24));
    return m.whereGreater(m.constant(Float.MIN_NORMAL), a, down, e);
  }

  /** Returns e ln 2 + ln(1 + f). */
  private static <V> V logOfParts(FloatLanes<V> m, V e, V f) {
    V p = m.constant(7.0376836292e-2);
    p = m.fma(p, f, m.constant(-1.1514610310e-1));
    p = m.fma(p, f, m.constant(1.1676998740e-1));
    p = m.fma(p, f, m.constant(-1.2420140846e-1));
    p = m.fma(p, f, m.constant(1.4249322787e-1));
    p = m.fma(p, f, m.constant(-1.6668057665e-1));
    p = m.fma(p, f, m.constant(2.0000714765e-1));
    p = m.fma(p, f, m.constant(-2.4999993993e-1));
    p = m.fma(p, f, m.constant(3.3333331174e-1));
    p = m.fma(p, f, m.constant(-0.5));
    V correction = m.fma(p, m.multiply(f, f), m.multiply(e, m.constant(Exponentials.LN2_LOW)));
    return m.fma(e, m.constant(Exponentials.LN2_HIGH), m.add(f, correction));
  }

  /** Returns ln a where a is positive and finite, and what is left of it elsewhere. */
  private static <V> V withLimits(FloatLanes<V> m, V a, V logarithm) {
    V infinity = m.constant(Double.POSITIVE_INFINITY);
    V zero = m.constant(0);
    V atMostZero =
        m.whereEqual(a, zero, m.constant(Double.NEGATIVE_INFINITY), m.constant(Double.NaN));
    V finite = m.whereGreater(a, zero, logarithm, atMostZero);
    return m.whereEqual(a, infinity, infinity, finite);
  }
}
