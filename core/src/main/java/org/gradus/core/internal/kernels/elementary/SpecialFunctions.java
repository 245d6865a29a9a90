package org.gradus.core.internal.kernels.elementary;

import org.apache.commons.math3.special.Erf;
import org.apache.commons.math3.special.Gamma;

/** The functions that are computed in float64 by Commons Math, with their domains made explicit. */
public final class SpecialFunctions {
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

  /** Returns the derivative of ln Γ, NaN for x ≤ 0. */
  public static double digamma(double x) {
    return x > 0 ? Gamma.digamma(x) : Double.NaN;
  }

  /** Returns the second derivative of ln Γ, NaN for x ≤ 0. */
  public static double trigamma(double x) {
    return x > 0 ? Gamma.trigamma(x) : Double.NaN;
  }
}
