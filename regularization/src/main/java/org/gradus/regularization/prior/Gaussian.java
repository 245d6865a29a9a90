package org.gradus.regularization.prior;

import org.gradus.core.plugin.Settings;
import org.gradus.core.tensor.Tensor;
import org.gradus.regularization.penalty.L2;

/**
 * The normal distribution of mean 0: −ln p(w) = w² / (2σ²) + ln σ + ½ ln 2π, whose penalty is L2.
 *
 * @param deviation σ, a finite number above 0
 */
public record Gaussian(double deviation) implements Prior {
  private static final String NAME = "gaussian";

  /**
   * Checks the deviation.
   *
   * @throws IllegalArgumentException if it is not above 0, or not finite
   */
  public Gaussian {
    Settings.requirePositive(NAME, "deviation", deviation);
  }

  @Override
  public Tensor negativeLogDensity(Tensor w) {
    double constant = Math.log(deviation) + Math.log(2 * Math.PI) / 2;
    return w.square().sum().mul(1 / (2 * deviation * deviation)).add(constant * w.elements());
  }

  @Override
  public L2 penalty(double unit) {
    Settings.requirePositive(NAME, "unit", unit);
    return new L2(unit / (2 * deviation * deviation));
  }
}
