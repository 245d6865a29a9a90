package org.gradus.core.optimizer;

import java.util.List;
import org.gradus.core.plugin.ComponentConfig;
import org.gradus.core.pointwise.UpdateFunction;

/**
 * The rule by which an optimizer improves a parameter.
 *
 * <p>Implementations are records: their components are the settings, which is also how they are
 * written to JSON. The learning rate is not among them, since schedules change it while training. A
 * rule is its own config, and listed by an {@link OptimizerProvider}.
 */
public interface UpdateRule extends ComponentConfig<OptimizerProvider> {
  /** Returns the names of the states that are kept for every parameter, each in its shape. */
  List<String> states();

  /**
   * Returns what the elements of a state are before the first step; 0 unless a rule says otherwise.
   *
   * @param state one of the names
   */
  default double initial(String state) {
    return 0;
  }

  /**
   * Returns the update of one step.
   *
   * @param step the number of this step for this parameter, counted from 1
   * @param learningRate the learning rate η of this step
   */
  UpdateFunction at(long step, double learningRate);

  /**
   * Returns whether an element whose gradient is 0 keeps its value and its state, so that of a
   * table only the rows that were looked up need be updated. False unless a rule says otherwise:
   * momentum goes on, and weights decay, without a gradient too.
   */
  default boolean keepsWhatHasNoGradient() {
    return false;
  }
}
