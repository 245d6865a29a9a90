package org.gradus.optimizers.schedule;

import org.gradus.core.plugin.Settings;

/**
 * Lets the rate fall along half a cosine again and again: least + (η − least)(1 + cos(πs / T)) / 2,
 * s the steps since the last restart and T those until the next; every period is longer than the
 * last by a factor.
 *
 * <p>Source: Loshchilov and Hutter, "SGDR: stochastic gradient descent with warm restarts", 2017.
 *
 * @param first the number of steps of the first period, at least 1
 * @param factor by which every period is longer, at least 1
 * @param least the least rate, at least 0
 */
public record CosineRestarts(int first, int factor, double least) implements Schedule {
  /**
   * Checks the settings.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public CosineRestarts {
    Settings.requirePositive("cosine-restarts", "first period", first);
    Settings.require(factor >= 1, "cosine-restarts", "factor", "at least 1", factor);
    Settings.requireNotNegative("cosine-restarts", "least rate", least);
  }

  @Override
  public double at(double step, double initial) {
    double start = 0;
    double period = first;
    if (factor == 1) {
      start = Math.floor(step / first) * first;
    } else {
      while (step >= start + period) {
        start += period;
        period *= factor;
      }
    }
    double part = (step - start) / period;
    return least + (initial - least) * (1 + Math.cos(Math.PI * part)) / 2;
  }
}
