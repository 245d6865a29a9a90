package org.gradus.optimizers.schedule;

import org.gradus.core.plugin.Settings;

/**
 * Multiplies the rate by a factor every so many steps: η γ^⌊t / size⌋.
 *
 * @param size the number of steps between, at least 1
 * @param factor γ, at least 0
 */
public record StepDecay(int size, double factor) implements Schedule {
  /**
   * Checks the settings.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public StepDecay {
    Settings.requirePositive("step-decay", "size", size);
    Settings.requireNotNegative("step-decay", "factor", factor);
  }

  @Override
  public double at(double step, double initial) {
    return initial * Math.pow(factor, Math.floor(step / size));
  }
}
