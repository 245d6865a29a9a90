package org.gradus.optimizers.schedule;

import org.gradus.core.plugin.Settings;

/**
 * Lets the rate fall to 0 along a power: η (1 − min(t, steps) / steps)ᵖ.
 *
 * @param steps the number of steps, above 0
 * @param power p, at least 0; 1 for a straight line
 */
public record PolynomialDecay(double steps, double power) implements Schedule {
  /**
   * Checks the settings.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public PolynomialDecay {
    Settings.requirePositive("polynomial-decay", "number of steps", steps);
    Settings.requireNotNegative("polynomial-decay", "power", power);
  }

  @Override
  public double at(double step, double initial) {
    return initial * Math.pow(1 - Math.min(step, steps) / steps, power);
  }
}
