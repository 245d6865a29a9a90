package org.gradus.core.internal.kernels.elementary;

/**
 * The error function: an odd polynomial up to 1, and 1 − e^P(|x|) beyond, where P approximates the
 * logarithm of the complementary function.
 *
 * <p>Both polynomials are weighted least-squares fits with C. L. Lawson's iteration (1961), to
 * relative errors of erf of 1.2·10⁻⁹ and 1.1·10⁻⁹.
 */
final class ErrorFunction {
  private ErrorFunction() {}

  /** Returns erf a within 1.5 ulp. */
  static <V> V erf(FloatLanes<V> m, V a) {
    // erf 4 rounds to 1.
    V t = m.min(m.abs(a), m.constant(4));
    V one = m.constant(1);
    V beyond = m.copySign(m.subtract(one, Exponentials.expOfModerate(m, logErfc(m, t))), a);
    return m.whereGreater(t, one, beyond, erfOfUnit(m, a));
  }

  /** Returns ln(1 − erf t) for t in [1, 4]. */
  private static <V> V logErfc(FloatLanes<V> m, V t) {
    V p = m.constant(0.00018637918401509523);
    p = m.fma(p, t, m.constant(-0.0029476583003997803));
    p = m.fma(p, t, m.constant(0.02183806337416172));
    p = m.fma(p, t, m.constant(-0.10310675203800201));
    p = m.fma(p, t, m.constant(-0.638144850730896));
    p = m.fma(p, t, m.constant(-1.1270891427993774));
    return m.fma(p, t, m.constant(-0.00034152306034229696));
  }

  /** Returns erf a for |a| ≤ 1, as a + a·(2/√π − 1 + …). */
  private static <V> V erfOfUnit(FloatLanes<V> m, V a) {
    V z = m.multiply(a, a);
    V p = m.constant(7.853874558350071e-5);
    p = m.fma(p, z, m.constant(-0.0008010197780095041));
    p = m.fma(p, z, m.constant(0.005188328213989735));
    p = m.fma(p, z, m.constant(-0.026853812858462334));
    p = m.fma(p, z, m.constant(0.1128358542919159));
    p = m.fma(p, z, m.constant(-0.3761262595653534));
    p = m.fma(p, z, m.constant(2 / Math.sqrt(Math.PI) - 1));
    return m.fma(a, p, a);
  }
}
