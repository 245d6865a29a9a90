package org.gradus.optimizers.schedule;

import org.gradus.core.plugin.Settings;

/**
 * Lets the rate rise from most / divisor to the highest, and then fall to far below where it began:
 * one cycle for the whole training, whatever rate the optimizer was made with. In three phases it
 * falls as slowly as it rose before it falls to the end.
 *
 * <p>The momentum goes the other way round, see {@link #momentum}.
 *
 * <p>Source: Smith and Topin, "Super-convergence: very fast training of neural networks using large
 * learning rates", 2019.
 *
 * @param most the highest rate, above 0
 * @param steps the number of steps of the training, at least 2
 * @param rising the part of the steps in which the rate rises, between 0 and 1; at most a half in
 *     three phases. If it is but one step, training starts with the highest rate
 * @param shape the way up and down
 * @param divisor the highest rate divided by the first, at least 1
 * @param finalDivisor the first rate divided by the last, at least 1
 * @param threePhases whether to fall in two phases
 */
public record OneCycle(
    double most,
    int steps,
    double rising,
    Curve shape,
    double divisor,
    double finalDivisor,
    boolean threePhases)
    implements Schedule {
  private static final String NAME = "one-cycle";

  /**
   * Checks the settings.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public OneCycle {
    Settings.requirePositive(NAME, "highest rate", most);
    Settings.require(steps >= 2, NAME, "number of steps", "at least 2", steps);
    Settings.require(
        rising > 0 && rising < 1, NAME, "rising part", "a number between 0 and 1", rising);
    Settings.require(
        !threePhases || rising <= 0.5, NAME, "rising part", "at most 0.5 in three phases", rising);
    Settings.require(divisor >= 1, NAME, "divisor", "at least 1", divisor);
    Settings.require(finalDivisor >= 1, NAME, "final divisor", "at least 1", finalDivisor);
  }

  /** Rises in 3/10 of the steps from 1/25 of the highest rate, and falls to 4·10⁻⁶ of it. */
  public OneCycle(double most, int steps) {
    this(most, steps, 0.3, Curve.COSINE, 25, 1e4, false);
  }

  @Override
  public double at(double step, double initial) {
    double first = most / divisor;
    return along(step, first, most, threePhases ? first : most, first / finalDivisor);
  }

  /**
   * Returns the momentum of every step: highest where the rate is lowest.
   *
   * @param least where the rate is highest
   * @param highest at the start and the end
   */
  public Schedule momentum(double least, double highest) {
    return (step, initial) -> along(step, highest, least, threePhases ? highest : least, highest);
  }

  private double along(double step, double first, double peak, double middle, double last) {
    double top = rising * steps - 1;
    double end = steps - 1;
    if (step < top) {
      return shape.between(first, peak, step / top);
    }
    double turn = threePhases ? 2 * rising * steps - 2 : top;
    if (step < turn) {
      return shape.between(peak, middle, (step - top) / (turn - top));
    }
    return shape.between(middle, last, Math.min(1, (step - turn) / (end - turn)));
  }
}
