package org.gradus.core.internal.kernels.elementary;

import org.apache.commons.math3.special.Erf;
import org.apache.commons.math3.special.Gamma;

/** The functions that are computed in float64 by Commons Math, with their domains made explicit. */
public final class SpecialFunctions {
  /** Where the asymptotic series of digamma is exact to the last bits. */
  private static final double ASYMPTOTIC = 10;

  /** B₂ₖ / 2k for k = 1, 2, …, with the Bernoulli numbers B₂ₖ. */
  private static final double[] DIGAMMA = {
    1.0 / 12, -1.0 / 120, 1.0 / 252, -1.0 / 240, 1.0 / 132, -691.0 / 32760
  };

  private SpecialFunctions() {}

  /** Returns erf x. */
  public static double erf(double x) {
    return Erf.erf(x);
  }

  /** Returns 1 − erf x. */
  public static double erfc(double x) {
    return Erf.erfc(x);
  }

  /** Returns the inverse of erf, NaN beyond ±1. */
  public static double erfInverse(double x) {
    return Erf.erfInv(x);
  }

  /** Returns ln Γ(x), NaN for x ≤ 0. */
  public static double logGamma(double x) {
    return Gamma.logGamma(x);
  }

  /**
   * Returns the derivative of ln Γ, NaN for x ≤ 0.
   *
   * <p>By the recurrence ψ(x) = ψ(x + 1) − 1/x up to 10, and from there by the asymptotic series ln
   * x − 1/2x − Σ B₂ₖ / (2k x²ᵏ) (Abramowitz and Stegun, 1964, 6.3.18), whose first omitted term is
   * below 10⁻¹⁵. That of Commons Math 3.6.1 has a wrong sign and errors of 3·10⁻⁹.
   */
  public static double digamma(double x) {
    if (!(x > 0)) {
      return Double.NaN;
    }
    double shifted = x;
    double sum = 0;
    while (shifted < ASYMPTOTIC) {
      sum -= 1 / shifted;
      shifted++;
    }
    double inverse = 1 / (shifted * shifted);
    double series = 0;
    for (int k = DIGAMMA.length - 1; k >= 0; k--) {
      series = (series + DIGAMMA[k]) * inverse;
    }
    return sum + Math.log(shifted) - 0.5 / shifted - series;
  }

  /** Returns the second derivative of ln Γ, NaN for x ≤ 0. */
  public static double trigamma(double x) {
    return x > 0 ? Gamma.trigamma(x) : Double.NaN;
  }
}
