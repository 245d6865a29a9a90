package org.gradus.core.optimizer;

import org.gradus.core.pointwise.UpdateFunction;

/**
 * A rule whose step depends on the size of the whole parameter and of its update.
 *
 * <p>The function of {@link #at} does not change the parameter: it sets the last of the states to
 * the direction d, down which {@link #scaled} then goes.
 */
public interface LayerwiseRule extends UpdateRule {
  /**
   * Returns the second half of a step.
   *
   * @param parameterNorm ‖θ‖₂ before the step
   * @param directionNorm ‖d‖₂
   * @param learningRate the learning rate η of this step
   */
  UpdateFunction scaled(double parameterNorm, double directionNorm, double learningRate);
}
