package org.gradus.optimizers.schedule;

import org.gradus.core.plugin.Settings;

/**
 * Multiplies the rate by a factor at every step: η γᵗ.
 *
 * @param factor γ, at least 0
 */
public record ExponentialDecay(double factor) implements Schedule {
  /**
   * Checks the settings.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public ExponentialDecay {
    Settings.requireNotNegative("exponential-decay", "factor", factor);
  }

  @Override
  public double at(double step, double initial) {
    return initial * Math.pow(factor, step);
  }
}
