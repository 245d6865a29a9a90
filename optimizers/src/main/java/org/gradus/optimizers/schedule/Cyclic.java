package org.gradus.optimizers.schedule;

import org.gradus.core.plugin.Settings;

/**
 * Lets the rate rise and fall linearly between two bounds, again and again, whatever rate the
 * optimizer was made with.
 *
 * <p>Source: Smith, "Cyclical learning rates for training neural networks", 2017.
 *
 * @param least the lower bound, at least 0
 * @param most the upper bound, at least the lower
 * @param up the number of steps up, above 0
 * @param down the number of steps down, above 0
 * @param amplitude how the distance of the bounds changes
 */
public record Cyclic(double least, double most, double up, double down, Amplitude amplitude)
    implements Schedule {
  private static final String NAME = "cyclic";

  /**
   * Checks the settings.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public Cyclic {
    Settings.requireNotNegative(NAME, "lower bound", least);
    Settings.require(most >= least, NAME, "upper bound", "at least the lower bound", most);
    Settings.requirePositive(NAME, "number of steps up", up);
    Settings.requirePositive(NAME, "number of steps down", down);
  }

  /** What the distance of the bounds is multiplied by. */
  @FunctionalInterface
  public interface Amplitude {
    /**
     * Returns the factor.
     *
     * @param cycle the number of cycles before
     * @param step the number of steps before
     */
    double at(double cycle, double step);

    /** Returns an amplitude that stays. */
    static Amplitude constant() {
      return (cycle, step) -> 1;
    }

    /** Returns an amplitude that is halved after every cycle. */
    static Amplitude halving() {
      return (cycle, step) -> Math.pow(2, -cycle);
    }

    /** Returns an amplitude that is multiplied by a factor at every step. */
    static Amplitude exponential(double factor) {
      return (cycle, step) -> Math.pow(factor, step);
    }
  }

  @Override
  public double at(double step, double initial) {
    return least + (most - least) * height(step);
  }

  /**
   * Returns the momentum of every step: highest where the rate is lowest.
   *
   * @param lowest where the rate is highest
   * @param highest where the rate is lowest
   */
  public Schedule momentum(double lowest, double highest) {
    return (step, initial) -> highest - (highest - lowest) * height(step);
  }

  private double height(double step) {
    double cycle = Math.floor(step / (up + down));
    double within = step - cycle * (up + down);
    double height = within <= up ? within / up : (up + down - within) / down;
    return height * amplitude.at(cycle, step);
  }
}
