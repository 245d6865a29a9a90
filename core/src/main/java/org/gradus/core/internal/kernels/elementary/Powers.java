package org.gradus.core.internal.kernels.elementary;

/**
 * The general power aᵇ = e^(b ln a), with the logarithm to some 33 bits in a pair of floats.
 *
 * <p>ln(1 + f) = 2 artanh s with s = f/(2 + f); the leading terms of the sum and of the product
 * with b are kept with their rounding errors (T. J. Dekker, <i>A floating-point technique for
 * extending the available precision</i>, 1971).
 */
final class Powers {
  private static final float LARGE = 1e30f;

  private Powers() {}

  /**
   * Returns aᵇ within 2 ulp, with the special cases of {@link Math#pow}.
   *
   * <p>A base that is not positive and finite, or an exponent beyond 10³⁰, is computed by it.
   */
  static <V> V pow(FloatLanes<V> m, V a, V b) {
    V zero = m.constant(0);
    V one = m.constant(1);
    V ordinaryBase =
        m.whereGreater(a, zero, m.whereGreater(m.constant(Float.MAX_VALUE), a, zero, one), one);
    V special = m.whereGreater(m.constant(LARGE), m.abs(b), ordinaryBase, one);
    V power = powerOfPositive(m, a, b);
    if (m.anyGreater(special, 0)) {
      return m.whereGreater(special, zero, m.mapPow(a, b), power);
    }
    return power;
  }

  private static <V> V powerOfPositive(FloatLanes<V> m, V a, V b) {
    V normal = Logarithms.normalized(m, a);
    V e = Logarithms.exponentOf(m, a, normal);
    V f = m.subtract(m.mantissa(normal), m.constant(1));
    V divisor = m.add(f, m.constant(2));
    // 2f/(2 + f) as quotient + remainder/divisor; the divisor's own rounding error counts too.
    V twiceF = m.add(f, f);
    V quotient = m.divide(twiceF, divisor);
    V divisorError = m.subtract(f, m.subtract(divisor, m.constant(2)));
    V remainder = m.fma(m.negate(quotient), divisor, twiceF);
    remainder = m.fma(m.negate(quotient), divisorError, remainder);
    V quotientLow = m.divide(remainder, divisor);
    // With q = 2s: 2 artanh s = q + q³/12 + q⁵/80 + …, and the sum of the terms beyond q.
    V z = m.multiply(quotient, quotient);
    V p = m.constant(0.23581920564174652 / 512);
    p = m.fma(p, z, m.constant(0.2853732407093048 / 128));
    p = m.fma(p, z, m.constant(0.4000033438205719 / 32));
    p = m.fma(p, z, m.constant(0.6666666269302368 / 8));
    V tail = m.fma(m.multiply(quotient, z), p, quotientLow);
    // ln a = e ln 2 + quotient + tail; the product e · LN2_HIGH is exact.
    V whole = m.multiply(e, m.constant(Exponentials.LN2_HIGH));
    V high = m.add(whole, quotient);
    V highError = sumError(m, whole, quotient, high);
    V low = m.add(highError, m.fma(e, m.constant(Exponentials.LN2_LOW), tail));
    V logHigh = m.add(high, low);
    V logLow = m.subtract(low, m.subtract(logHigh, high));
    V product = m.multiply(b, logHigh);
    V productError = m.fma(b, logHigh, m.negate(product));
    V productLow = m.fma(b, logLow, productError);
    V bounded = m.max(m.min(productLow, m.constant(0x1p-8)), m.constant(-0x1p-8));
    return Exponentials.expOfSum(m, product, bounded);
  }

  /** Returns what rounding lost of a + b = sum (D. E. Knuth's two-sum). */
  private static <V> V sumError(FloatLanes<V> m, V a, V b, V sum) {
    V fromB = m.subtract(sum, a);
    V fromA = m.subtract(sum, fromB);
    return m.add(m.subtract(a, fromA), m.subtract(b, fromB));
  }
}
