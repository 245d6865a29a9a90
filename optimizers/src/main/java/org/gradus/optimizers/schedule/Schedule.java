package org.gradus.optimizers.schedule;

/**
 * The learning rate of every step.
 *
 * <p>A schedule has no state: a training that is resumed at a step goes on with the step's rate.
 * {@link Scheduler} sets the rates of an optimizer. One of one's own is a lambda:
 *
 * <pre>{@code
 * Schedule inverseRoot = (step, initial) -> initial / Math.sqrt(step + 1);
 * }</pre>
 */
@FunctionalInterface
public interface Schedule {
  /**
   * Returns the learning rate of a step.
   *
   * @param step the number of steps before, at least 0; steps may be epochs, and then fractions
   * @param initial the learning rate that the optimizer was made with
   */
  double at(double step, double initial);

  /**
   * Returns both schedules at once: the rates of this one are the other's initial ones, at every
   * step. For one after the other there is {@link Sequence}.
   */
  default Schedule combinedWith(Schedule other) {
    return (step, initial) -> other.at(step, at(step, initial));
  }
}
