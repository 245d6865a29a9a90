package org.gradus.core.internal.kernels.elementary;

/**
 * Sine, cosine and the angle of a point.
 *
 * <p>x = n π/2 + r with |r| ≤ π/4, π/2 being subtracted in three parts (W. J. Cody and W. Waite,
 * <i>Software Manual for the Elementary Functions</i>, 1980). The polynomials of sine and cosine
 * are those of S. L. Moshier's Cephes library, single precision, 1992; that of the inverse tangent
 * is a weighted least-squares fit with C. L. Lawson's iteration (1961), relative error 3·10⁻⁹.
 */
final class Circular {
  /** Beyond this, three parts of π/2 are too few. */
  static final float REDUCIBLE = 1e5f;

  private static final double HALF_PI_1 = 0x1.921fb6p0;
  private static final double HALF_PI_2 = -0x1.777a5cp-25;
  private static final double HALF_PI_3 = -0x1.ee59dap-50;

  private Circular() {}

  /** Returns sin a within 2 ulp, for |a| beyond 10⁵ by way of {@link Math#sin}. */
  static <V> V sin(FloatLanes<V> m, V a) {
    V n = multipleOfHalfPi(m, a);
    V r = remainder(m, a, n);
    V half = m.roundSmall(m.multiply(n, m.constant(0.5)));
    V odd = m.fma(half, m.constant(-2), n);
    V even = m.multiply(alternation(m, half), sinOfRemainder(m, r));
    V result = m.whereEqual(odd, m.constant(0), even, m.multiply(odd, cosOfRemainder(m, r)));
    V magnitude = m.abs(a);
    if (m.anyGreater(magnitude, REDUCIBLE)) {
      return m.whereGreater(magnitude, m.constant(REDUCIBLE), m.map(Math::sin, a), result);
    }
    return result;
  }

  /** Returns cos a within 2 ulp, for |a| beyond 10⁵ by way of {@link Math#cos}. */
  static <V> V cos(FloatLanes<V> m, V a) {
    V n = multipleOfHalfPi(m, a);
    V r = remainder(m, a, n);
    V half = m.roundSmall(m.multiply(n, m.constant(0.5)));
    V odd = m.fma(half, m.constant(-2), n);
    V even = m.multiply(alternation(m, half), cosOfRemainder(m, r));
    V other = m.multiply(m.negate(odd), sinOfRemainder(m, r));
    V result = m.whereEqual(odd, m.constant(0), even, other);
    V magnitude = m.abs(a);
    if (m.anyGreater(magnitude, REDUCIBLE)) {
      return m.whereGreater(magnitude, m.constant(REDUCIBLE), m.map(Math::cos, a), result);
    }
    return result;
  }

  /** Returns the angle of the point (x, y) within 2.5 ulp, as {@link Math#atan2} for ±0 and ±∞. */
  static <V> V atan2(FloatLanes<V> m, V y, V x) {
    V absX = m.abs(x);
    V absY = m.abs(y);
    V smaller = m.min(absX, absY);
    V larger = m.max(absX, absY);
    V zero = m.constant(0);
    V one = m.constant(1);
    // 0/0 stands for the angle 0 and ∞/∞ for π/4.
    V quotient = m.divide(smaller, larger);
    quotient = m.whereEqual(larger, zero, zero, quotient);
    V infinity = m.constant(Double.POSITIVE_INFINITY);
    quotient = m.whereEqual(smaller, infinity, one, quotient);
    V angle = atanOfUnit(m, quotient);
    angle = m.whereGreater(absY, absX, m.subtract(m.constant(Math.PI / 2), angle), angle);
    // The copied sign tells −0, a point on the cut, from 0.
    V turned = m.subtract(m.constant(Math.PI), angle);
    angle = m.whereGreater(zero, m.copySign(one, x), turned, angle);
    return m.copySign(angle, y);
  }

  private static <V> V multipleOfHalfPi(FloatLanes<V> m, V a) {
    return m.roundSmall(m.multiply(a, m.constant(2 / Math.PI)));
  }

  private static <V> V remainder(FloatLanes<V> m, V a, V n) {
    V r = m.fma(n, m.constant(-HALF_PI_1), a);
    r = m.fma(n, m.constant(-HALF_PI_2), r);
    return m.fma(n, m.constant(-HALF_PI_3), r);
  }

  /** Returns 1 for an even integer and −1 for an odd one. */
  private static <V> V alternation(FloatLanes<V> m, V integer) {
    V half = m.roundSmall(m.multiply(integer, m.constant(0.5)));
    V odd = m.abs(m.fma(half, m.constant(-2), integer));
    return m.fma(odd, m.constant(-2), m.constant(1));
  }

  private static <V> V sinOfRemainder(FloatLanes<V> m, V r) {
    V z = m.multiply(r, r);
    V p = m.constant(-1.9515295891e-4);
    p = m.fma(p, z, m.constant(8.3321608736e-3));
    p = m.fma(p, z, m.constant(-1.6666654611e-1));
    // A product rather than r + r·z·p: it keeps the sign of a zero.
    return m.multiply(r, m.fma(p, z, m.constant(1)));
  }

  private static <V> V cosOfRemainder(FloatLanes<V> m, V r) {
    V z = m.multiply(r, r);
    V p = m.constant(2.443315711809948e-5);
    p = m.fma(p, z, m.constant(-1.388731625493765e-3));
    p = m.fma(p, z, m.constant(4.166664568298827e-2));
    p = m.fma(p, z, m.constant(-0.5));
    return m.fma(p, z, m.constant(1));
  }

  /** Returns the inverse tangent of a in [0, 1]. */
  private static <V> V atanOfUnit(FloatLanes<V> m, V a) {
    V z = m.multiply(a, a);
    V p = m.constant(-0.0017936219228431582);
    p = m.fma(p, z, m.constant(0.010914606973528862));
    p = m.fma(p, z, m.constant(-0.03117784857749939));
    p = m.fma(p, z, m.constant(0.05795759707689285));
    p = m.fma(p, z, m.constant(-0.0840345025062561));
    p = m.fma(p, z, m.constant(0.10952185839414597));
    p = m.fma(p, z, m.constant(-0.14264242351055145));
    p = m.fma(p, z, m.constant(0.19998548924922943));
    p = m.fma(p, z, m.constant(-0.33333298563957214));
    return m.fma(m.multiply(a, z), p, a);
  }
}
