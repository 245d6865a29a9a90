package org.gradus.core.optimizer;

/**
 * A rule with a momentum: how much of the direction before goes on, such as the β₁ of Adam.
 * Schedules may change it while training.
 */
public interface MomentumRule extends UpdateRule {
  /** Returns the momentum. */
  double momentum();

  /**
   * Returns this rule at another momentum, and everything else as it is.
   *
   * @param newMomentum in the range of the rule's own
   * @throws IllegalArgumentException if it is out of that range
   */
  MomentumRule atMomentum(double newMomentum);
}
