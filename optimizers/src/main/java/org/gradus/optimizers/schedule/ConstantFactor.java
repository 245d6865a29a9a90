package org.gradus.optimizers.schedule;

import org.gradus.core.plugin.Settings;

/**
 * Multiplies the rate by a factor for some steps: η · factor while t &lt; steps, then η.
 *
 * @param factor at least 0
 * @param steps the number of steps, above 0
 */
public record ConstantFactor(double factor, double steps) implements Schedule {
  /**
   * Checks the settings.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public ConstantFactor {
    Settings.requireNotNegative("constant-factor", "factor", factor);
    Settings.requirePositive("constant-factor", "number of steps", steps);
  }

  @Override
  public double at(double step, double initial) {
    return step < steps ? initial * factor : initial;
  }
}
