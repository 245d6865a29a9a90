package org.gradus.regularization.prior;

import org.gradus.core.plugin.Settings;
import org.gradus.core.tensor.Tensor;
import org.gradus.regularization.penalty.L1;

/**
 * The Laplace distribution of mean 0: −ln p(w) = |w| / b + ln 2b, whose penalty is L1.
 *
 * @param scale b, a finite number above 0
 */
public record Laplace(double scale) implements Prior {
  private static final String NAME = "laplace";

  /**
   * Checks the scale.
   *
   * @throws IllegalArgumentException if it is not above 0, or not finite
   */
  public Laplace {
    Settings.requirePositive(NAME, "scale", scale);
  }

  @Override
  public Tensor negativeLogDensity(Tensor w) {
    return w.abs().sum().mul(1 / scale).add(Math.log(2 * scale) * w.elements());
  }

  @Override
  public L1 penalty(double unit) {
    Settings.requirePositive(NAME, "unit", unit);
    return new L1(unit / scale);
  }
}
