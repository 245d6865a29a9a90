package org.gradus.optimizers.schedule;

import java.util.List;
import org.gradus.core.plugin.Settings;

/**
 * Follows one schedule after the other, each from its own step 0: a warm-up and then a decay, for
 * example.
 *
 * @param schedules at least one
 * @param milestones the step at which each schedule after the first begins, rising
 */
public record Sequence(List<Schedule> schedules, List<Integer> milestones) implements Schedule {
  /**
   * Keeps copies, and checks that there is a milestone between any two schedules.
   *
   * @throws IllegalArgumentException if there is not, or milestones do not rise
   */
  public Sequence {
    schedules = List.copyOf(schedules);
    milestones = List.copyOf(milestones);
    Settings.require(
        milestones.size() == schedules.size() - 1,
        "sequence",
        "number of milestones",
        "one less than schedules",
        milestones.size() + " for " + schedules.size());
    for (int i = 1; i < milestones.size(); i++) {
      Settings.require(
          milestones.get(i) >= milestones.get(i - 1),
          "sequence",
          "order of milestones",
          "rising",
          milestones);
    }
  }

  @Override
  public double at(double step, double initial) {
    int i = milestones.size();
    while (i > 0 && step < milestones.get(i - 1)) {
      i--;
    }
    double start = i == 0 ? 0 : milestones.get(i - 1);
    return schedules.get(i).at(step - start, initial);
  }
}
