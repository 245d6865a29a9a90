package org.gradus.optimizers.schedule;

import org.gradus.core.plugin.Settings;

/**
 * Lets the rate fall along half a cosine: least + (η − least)(1 + cos(πt / steps)) / 2. Beyond the
 * steps it rises again, with the period 2 · steps.
 *
 * <p>Source: Loshchilov and Hutter, "SGDR: stochastic gradient descent with warm restarts", 2017.
 *
 * @param steps the number of steps until the least rate, above 0
 * @param least the least rate, at least 0
 */
public record CosineDecay(double steps, double least) implements Schedule {
  /**
   * Checks the settings.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public CosineDecay {
    Settings.requirePositive("cosine-decay", "number of steps", steps);
    Settings.requireNotNegative("cosine-decay", "least rate", least);
  }

  /** Falls to 0. */
  public CosineDecay(double steps) {
    this(steps, 0);
  }

  @Override
  public double at(double step, double initial) {
    return least + (initial - least) * (1 + Math.cos(Math.PI * step / steps)) / 2;
  }
}
