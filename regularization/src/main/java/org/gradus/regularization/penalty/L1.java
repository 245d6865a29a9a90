package org.gradus.regularization.penalty;

import org.gradus.core.json.Defaults;
import org.gradus.core.plugin.Settings;
import org.gradus.core.tensor.Tensor;
import org.gradus.regularization.regularizer.Penalty;
import org.gradus.regularization.regularizer.Selection;

/**
 * Adds the magnitudes of weights to the loss: L + λ Σ |w|, with gradient λ sign(w), 0 at 0. Weights
 * that matter little become 0.
 *
 * <p>As a prior it is the Laplace distribution of scale 1 / λ, where the loss is a sum over the
 * data.
 *
 * <p>Source: Tibshirani, "Regression shrinkage and selection via the lasso", 1996.
 *
 * @param strength λ, a finite number of at least 0
 * @param on which parameters
 */
public record L1(double strength, Selection on) implements Penalty {
  /**
   * Checks the strength.
   *
   * @throws IllegalArgumentException if it is negative or not finite
   */
  public L1 {
    Settings.requireNotNegative("l1", "strength", strength);
  }

  /** Penalizes all weights, and no biases or normalizers. */
  @Defaults
  public L1(double strength) {
    this(strength, Selection.weights());
  }

  @Override
  public Tensor of(Tensor weight) {
    return weight.abs().sum().mul(strength);
  }
}
