package org.gradus.regularization.penalty;

import org.gradus.core.json.Defaults;
import org.gradus.core.plugin.Settings;
import org.gradus.core.reductions.Reductions;
import org.gradus.core.tensor.Tensor;
import org.gradus.regularization.regularizer.Penalty;
import org.gradus.regularization.regularizer.Selection;

/**
 * Adds the lengths of groups of weights to the loss: L + λ Σ √n · ‖w‖₂ over groups w of n weights
 * each, with gradient λ √n · w / ‖w‖, and 0 for a group of zeros. Groups that matter little become
 * 0 as a whole: units disappear, or inputs are no longer looked at.
 *
 * <p>A weight is (outputs, inputs, kernel …); a vector has one input.
 *
 * <p>Source: Yuan and Lin, "Model selection and estimation in regression with grouped variables",
 * 2006; of units: Scardapane, Comminiello, Hussain and Uncini, "Group sparse regularization for
 * deep neural networks", 2017.
 *
 * @param strength λ, a finite number of at least 0
 * @param groups what is a group
 * @param on which parameters
 */
public record GroupLasso(double strength, Groups groups, Selection on) implements Penalty {
  /** What is a group. */
  public enum Groups {
    /** The weights into each output unit. */
    OUTPUT,
    /** The weights from each input unit. */
    INPUT,
    /** All weights of a parameter. */
    WHOLE
  }

  /**
   * Checks the strength.
   *
   * @throws IllegalArgumentException if it is negative or not finite
   */
  public GroupLasso {
    Settings.requireNotNegative("group-lasso", "strength", strength);
  }

  /** Penalizes the groups of all weights, and no biases or normalizers. */
  public GroupLasso(double strength, Groups groups) {
    this(strength, groups, Selection.weights());
  }

  /** Penalizes the weights into each output unit, and no biases or normalizers. */
  @Defaults
  public GroupLasso(double strength) {
    this(strength, Groups.OUTPUT);
  }

  @Override
  public Tensor of(Tensor weight) {
    Tensor lines = lines(weight);
    double factor = strength * Math.sqrt(lines.size(1));
    return Reductions.norm(lines, 2, false, 1).sum().mul(factor);
  }

  /** Returns the groups as the lines of a matrix. */
  private Tensor lines(Tensor weight) {
    return switch (groups) {
      case OUTPUT -> Matrix.of(weight);
      case INPUT -> weight.rank() < 2 ? weight.reshape(1, -1) : Matrix.of(weight.transpose(0, 1));
      case WHOLE -> weight.reshape(1, -1);
    };
  }
}
