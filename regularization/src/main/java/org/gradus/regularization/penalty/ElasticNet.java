package org.gradus.regularization.penalty;

import org.gradus.core.json.Defaults;
import org.gradus.core.plugin.Settings;
import org.gradus.core.tensor.Tensor;
import org.gradus.regularization.regularizer.Penalty;
import org.gradus.regularization.regularizer.Selection;

/**
 * Adds magnitudes and squares of weights to the loss: L + λ₁ Σ |w| + λ₂ Σ w², with gradient λ₁
 * sign(w) + 2 λ₂ w. Weights that matter little become 0, and those that do the same share the work.
 *
 * <p>Source: Zou and Hastie, "Regularization and variable selection via the elastic net", 2005.
 *
 * @param l1 λ₁, a finite number of at least 0
 * @param l2 λ₂, a finite number of at least 0
 * @param on which parameters
 */
public record ElasticNet(double l1, double l2, Selection on) implements Penalty {
  /**
   * Checks the strengths.
   *
   * @throws IllegalArgumentException if one is negative or not finite
   */
  public ElasticNet {
    Settings.requireNotNegative("elastic-net", "l1", l1);
    Settings.requireNotNegative("elastic-net", "l2", l2);
  }

  /** Penalizes all weights, and no biases or normalizers. */
  @Defaults
  public ElasticNet(double l1, double l2) {
    this(l1, l2, Selection.weights());
  }

  @Override
  public Tensor of(Tensor weight) {
    return weight.abs().sum().mul(l1).add(weight.square().sum().mul(l2));
  }
}
