package org.gradus.optimizers.schedule;

import java.util.List;
import org.gradus.core.plugin.Settings;

/**
 * Multiplies the rate by a factor at given steps: η γ^n, n the number of milestones up to t.
 *
 * @param milestones the steps, in any order; one that is there twice counts twice
 * @param factor γ, at least 0
 */
public record MultiStepDecay(List<Integer> milestones, double factor) implements Schedule {
  /**
   * Checks the settings.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public MultiStepDecay {
    milestones = List.copyOf(milestones);
    Settings.requireNotNegative("multi-step-decay", "factor", factor);
  }

  @Override
  public double at(double step, double initial) {
    long passed = milestones.stream().filter(milestone -> milestone <= step).count();
    return initial * Math.pow(factor, (double) passed);
  }
}
