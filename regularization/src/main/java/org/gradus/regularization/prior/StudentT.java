package org.gradus.regularization.prior;

import org.gradus.core.elementwise.Elementwise;
import org.gradus.core.plugin.Settings;
import org.gradus.core.tensor.Tensor;
import org.gradus.regularization.penalty.HeavyTail;

/**
 * Student's t distribution of mean 0: −ln p(w) = (ν + 1) / 2 · ln(1 + w² / (ν s²)) + ln s + ½ ln νπ
 * + ln Γ(ν / 2) − ln Γ((ν + 1) / 2). Large weights are believed in more readily than with {@link
 * Gaussian}, whose limit it is for large ν; ν = 1 is Cauchy's.
 *
 * @param freedom ν, the degrees of freedom, a finite number above 0
 * @param scale s, a finite number above 0
 */
public record StudentT(double freedom, double scale) implements Prior {
  private static final String NAME = "student-t";

  /**
   * Checks the settings.
   *
   * @throws IllegalArgumentException if one is not above 0, or not finite
   */
  public StudentT {
    Settings.requirePositive(NAME, "freedom", freedom);
    Settings.requirePositive(NAME, "scale", scale);
  }

  @Override
  public Tensor negativeLogDensity(Tensor w) {
    double gammas = logGamma(freedom / 2) - logGamma((freedom + 1) / 2);
    double constant = Math.log(scale) + Math.log(freedom * Math.PI) / 2 + gammas;
    return penalty(1).of(w).add(constant * w.elements());
  }

  private static double logGamma(double x) {
    return Elementwise.logGamma(Tensor.scalar(x)).item();
  }

  @Override
  public HeavyTail penalty(double unit) {
    Settings.requirePositive(NAME, "unit", unit);
    return new HeavyTail(unit * (freedom + 1) / 2, scale * Math.sqrt(freedom));
  }
}
