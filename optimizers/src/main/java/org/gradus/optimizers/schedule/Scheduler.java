package org.gradus.optimizers.schedule;

import java.util.List;
import org.gradus.core.optimizer.Optimizer;
import org.gradus.core.optimizer.ParameterGroup;
import org.gradus.core.plugin.Settings;

/**
 * Sets the learning rates of an optimizer's groups as a schedule says.
 *
 * <pre>{@code
 * Scheduler scheduler = Scheduler.of(optimizer, new CosineDecay(1000));
 * for (Batch batch : batches) {
 *   optimizer.step(lossOf(batch).backward());
 *   scheduler.advance();
 * }
 * }</pre>
 */
public final class Scheduler {
  private final List<ParameterGroup> groups;
  private final double[] initial;
  private final Schedule schedule;
  private double step;

  private Scheduler(Optimizer optimizer, Schedule schedule) {
    this.groups = optimizer.groups();
    this.initial = groups.stream().mapToDouble(ParameterGroup::learningRate).toArray();
    this.schedule = schedule;
    moveTo(0);
  }

  /**
   * Returns a scheduler, and sets the rates of the first step.
   *
   * @param optimizer made with the initial rates
   */
  public static Scheduler of(Optimizer optimizer, Schedule schedule) {
    return new Scheduler(optimizer, schedule);
  }

  /** Sets the rates of the next step. */
  public void advance() {
    moveTo(step + 1);
  }

  /**
   * Sets the rates of a step: where a resumed training goes on, or of a fraction of an epoch.
   *
   * @param newStep the number of steps before, at least 0
   * @throws IllegalArgumentException if the number is negative or not finite
   */
  public void moveTo(double newStep) {
    Settings.requireNotNegative("scheduler", "step", newStep);
    step = newStep;
    for (int i = 0; i < initial.length; i++) {
      groups.get(i).setLearningRate(schedule.at(step, initial[i]));
    }
  }

  /** Returns the number of steps before the one whose rates are set. */
  public double step() {
    return step;
  }
}
