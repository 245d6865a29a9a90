package org.gradus.regularization.penalty;

import org.gradus.core.json.Defaults;
import org.gradus.core.plugin.Settings;
import org.gradus.core.tensor.Tensor;
import org.gradus.regularization.regularizer.Penalty;
import org.gradus.regularization.regularizer.Selection;

/**
 * Adds the squares of weights to the loss: L + λ Σ w², with gradient 2 λ w. Also called ridge,
 * Tikhonov regularization and, for plain gradient descent, weight decay: an optimizer's decay δ is
 * λ = δ / 2.
 *
 * <p>As a prior it is the normal distribution of mean 0 and variance 1 / (2 λ), where the loss is a
 * sum over the data.
 *
 * <p>Source: Hoerl and Kennard, "Ridge regression", 1970.
 *
 * @param strength λ, a finite number of at least 0
 * @param on which parameters
 */
public record L2(double strength, Selection on) implements Penalty {
  /**
   * Checks the strength.
   *
   * @throws IllegalArgumentException if it is negative or not finite
   */
  public L2 {
    Settings.requireNotNegative("l2", "strength", strength);
  }

  /** Penalizes all weights, and no biases or normalizers. */
  @Defaults
  public L2(double strength) {
    this(strength, Selection.weights());
  }

  @Override
  public Tensor of(Tensor weight) {
    return weight.square().sum().mul(strength);
  }
}
