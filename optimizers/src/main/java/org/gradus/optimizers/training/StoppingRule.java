package org.gradus.optimizers.training;

import java.util.Optional;
import java.util.Set;

/**
 * Says after every epoch whether a training should end. It depends on the history alone, so that a
 * training that is resumed stops where it would have stopped.
 */
@FunctionalInterface
public interface StoppingRule {
  /**
   * Returns why the training should end, as the rest of a sentence, or nothing if it should go on.
   *
   * @param history with at least one epoch
   */
  Optional<String> reasonToStop(History history);

  /**
   * Returns the names of the measures that the rule reads, so that a trainer refuses before the
   * training a rule that waits for what is not measured; none by default.
   */
  default Set<String> measures() {
    return Set.of();
  }

  /** Returns the rule that stops where this rule or another one does. */
  default StoppingRule or(StoppingRule other) {
    return new EitherRule(this, other);
  }
}
