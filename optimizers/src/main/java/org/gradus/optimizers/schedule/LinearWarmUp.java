package org.gradus.optimizers.schedule;

import org.gradus.core.plugin.Settings;

/**
 * Lets a factor of the rate change linearly and then stay: η (start + (end − start) min(t, steps) /
 * steps).
 *
 * @param start the factor of the first step, at least 0
 * @param end the factor after the steps, at least 0; 1 for a warm-up
 * @param steps the number of steps, above 0
 */
public record LinearWarmUp(double start, double end, double steps) implements Schedule {
  /**
   * Checks the settings.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public LinearWarmUp {
    Settings.requireNotNegative("linear-warm-up", "start", start);
    Settings.requireNotNegative("linear-warm-up", "end", end);
    Settings.requirePositive("linear-warm-up", "number of steps", steps);
  }

  /** Rises from a part of the rate to the rate itself. */
  public LinearWarmUp(double start, double steps) {
    this(start, 1, steps);
  }

  @Override
  public double at(double step, double initial) {
    return initial * (start + (end - start) * Math.min(step, steps) / steps);
  }
}
