package org.gradus.regularization.penalty;

import org.gradus.core.elementwise.Elementwise;
import org.gradus.core.json.Defaults;
import org.gradus.core.plugin.Settings;
import org.gradus.core.tensor.Tensor;
import org.gradus.regularization.regularizer.Penalty;
import org.gradus.regularization.regularizer.Selection;

/**
 * Adds logarithms of weights to the loss: L + λ Σ ln(1 + (w / s)²), with gradient 2 λ w / (s² +
 * w²): near 0 as {@link L2}, while what is large is hardly drawn to 0 any more.
 *
 * <p>As a prior it is Student's t distribution, {@link org.gradus.regularization.prior.StudentT}.
 *
 * <p>Source: Olshausen and Field, "Emergence of simple-cell receptive field properties by learning
 * a sparse code for natural images", 1996.
 *
 * @param strength λ, a finite number of at least 0
 * @param scale s, a finite number above 0
 * @param on which parameters
 */
public record HeavyTail(double strength, double scale, Selection on) implements Penalty {
  /**
   * Checks the settings.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public HeavyTail {
    Settings.requireNotNegative("heavy-tail", "strength", strength);
    Settings.requirePositive("heavy-tail", "scale", scale);
  }

  /** Penalizes all weights, and no biases or normalizers. */
  @Defaults
  public HeavyTail(double strength, double scale) {
    this(strength, scale, Selection.weights());
  }

  @Override
  public Tensor of(Tensor weight) {
    return Elementwise.log1p(weight.mul(1 / scale).square()).sum().mul(strength);
  }
}
