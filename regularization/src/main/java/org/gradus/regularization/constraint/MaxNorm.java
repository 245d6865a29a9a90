package org.gradus.regularization.constraint;

import org.gradus.core.json.Defaults;
import org.gradus.core.plugin.Settings;
import org.gradus.core.tensor.Tensor;
import org.gradus.regularization.regularizer.Constraint;
import org.gradus.regularization.regularizer.Selection;

/**
 * Limits the length of the weights into each output unit: w ← w · min(1, c / ‖w‖₂) after each step,
 * w being what has one index on the first axis of a weight (outputs, …). With it, learning rates
 * can be large without weights that explode, which suits dropout.
 *
 * <p>Source: Srebro, Rennie and Jaakkola, "Maximum-margin matrix factorization", 2005; of units:
 * Hinton, Srivastava, Krizhevsky, Sutskever and Salakhutdinov, "Improving neural networks by
 * preventing co-adaptation of feature detectors", 2012.
 *
 * @param most c, a finite number above 0; 2 to 4 are common
 * @param on which parameters
 */
public record MaxNorm(double most, Selection on) implements Constraint {
  /**
   * Checks the limit.
   *
   * @throws IllegalArgumentException if it is not above 0, or not finite
   */
  public MaxNorm {
    Settings.requirePositive("max-norm", "most", most);
  }

  /** Limits all weights, and no biases or normalizers. */
  @Defaults
  public MaxNorm(double most) {
    this(most, Selection.weights());
  }

  @Override
  public Tensor of(Tensor weight) {
    return Lengths.scaled(weight, length -> length > most ? most / length : 1);
  }
}
