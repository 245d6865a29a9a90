package org.gradus.optimizers.schedule;

import java.util.List;
import org.gradus.core.optimizer.MomentumRule;
import org.gradus.core.optimizer.Optimizer;
import org.gradus.core.optimizer.ParameterGroup;
import org.gradus.core.plugin.Settings;

/**
 * Sets the learning rates of an optimizer's groups as a schedule says, and their momenta if there
 * is a schedule of these too.
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
  private final double[] initialMomenta;
  private final Schedule momenta;
  private double step;

  private Scheduler(
      Optimizer optimizer, Schedule schedule, double[] initialMomenta, Schedule momenta) {
    this.groups = optimizer.groups();
    this.initial = groups.stream().mapToDouble(ParameterGroup::learningRate).toArray();
    this.schedule = schedule;
    this.initialMomenta = initialMomenta;
    this.momenta = momenta;
    moveTo(0);
  }

  /**
   * Returns a scheduler, and sets the rates of the first step.
   *
   * @param optimizer made with the initial rates
   */
  public static Scheduler of(Optimizer optimizer, Schedule schedule) {
    return new Scheduler(optimizer, schedule, new double[0], (step, initial) -> initial);
  }

  /**
   * Returns a scheduler of rates and momenta, and sets those of the first step.
   *
   * <pre>{@code
   * OneCycle cycle = new OneCycle(0.1, 1000);
   * Scheduler scheduler = Scheduler.of(optimizer, cycle, cycle.momentum(0.85, 0.95));
   * }</pre>
   *
   * @param optimizer made with the initial rates, and rules with the initial momenta
   * @param schedule of the learning rates
   * @param momenta the momentum of every step, as a schedule
   * @throws IllegalArgumentException if a group's rule has no momentum to set, or that of a step is
   *     out of its range
   */
  public static Scheduler of(Optimizer optimizer, Schedule schedule, Schedule momenta) {
    double[] initial =
        optimizer.groups().stream().mapToDouble(group -> rule(group).momentum()).toArray();
    return new Scheduler(optimizer, schedule, initial, momenta);
  }

  private static MomentumRule rule(ParameterGroup group) {
    if (group.rule() instanceof MomentumRule rule) {
      return rule;
    }
    throw new IllegalArgumentException(
        "[scheduler] group %s has no momentum to set: expected a MomentumRule, such as Sgd or Adam, got %s."
            .formatted(group.name(), group.rule()));
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
    for (int i = 0; i < initialMomenta.length; i++) {
      ParameterGroup group = groups.get(i);
      group.setRule(rule(group).atMomentum(momenta.at(step, initialMomenta[i])));
    }
  }

  /** Returns the number of steps before the one whose rates are set. */
  public double step() {
    return step;
  }
}
