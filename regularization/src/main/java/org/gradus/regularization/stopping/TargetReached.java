package org.gradus.regularization.stopping;

import java.util.Optional;
import java.util.Set;
import org.gradus.core.plugin.Settings;
import org.gradus.optimizers.training.Goal;
import org.gradus.optimizers.training.History;
import org.gradus.optimizers.training.StoppingRule;

/**
 * Stops when a measure is as good as a target, or better.
 *
 * @param measure its name, such as {@code validation/accuracy}
 * @param goal which values are good
 * @param target the value, which may be infinite
 */
public record TargetReached(String measure, Goal goal, double target) implements StoppingRule {
  /**
   * Checks the target.
   *
   * @throws IllegalArgumentException if it is NaN, which is never reached
   */
  public TargetReached {
    Settings.require(!Double.isNaN(target), "target-reached", "target", "a number", target);
  }

  @Override
  public Set<String> measures() {
    return Set.of(measure);
  }

  @Override
  public Optional<String> reasonToStop(History history) {
    double value = history.last().measure(measure);
    return value == target || goal.isBetter(value, target)
        ? Optional.of(
            "%s is %s, and %s was asked for"
                .formatted(measure, Words.number(value), Words.number(target)))
        : Optional.empty();
  }
}
