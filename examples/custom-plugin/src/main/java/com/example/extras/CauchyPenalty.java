package com.example.extras;

import org.gradus.core.elementwise.Elementwise;
import org.gradus.core.json.Defaults;
import org.gradus.core.tensor.Tensor;
import org.gradus.regularization.regularizer.Penalty;
import org.gradus.regularization.regularizer.Selection;

/**
 * Draws small weights to 0 and lets large ones be: L + λ Σ ln(1 + (w / s)²), with gradient 2 λ w /
 * (s² + w²). As a prior it is the Cauchy distribution of scale s, for λ = 1 and a loss summed over
 * the data.
 *
 * @param strength λ, a finite number of at least 0
 * @param scale s, a finite number above 0
 * @param on which parameters
 */
public record CauchyPenalty(double strength, double scale, Selection on) implements Penalty {
  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public CauchyPenalty {
    if (!(strength >= 0 && strength < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "[cauchy-penalty] strength is out of range: expected a finite number of at least 0, got "
              + strength
              + ".");
    }
    if (!(scale > 0 && scale < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "[cauchy-penalty] scale is out of range: expected a finite number above 0, got "
              + scale
              + ".");
    }
  }

  /** Penalizes all weights, with scale 1. */
  @Defaults
  public CauchyPenalty(double strength) {
    this(strength, 1, Selection.weights());
  }

  @Override
  public Tensor of(Tensor weight) {
    return Elementwise.log1p(weight.div(scale).square()).sum().mul(strength);
  }
}
