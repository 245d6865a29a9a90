package org.gradus.core.normalization;

import org.gradus.core.elementwise.Elementwise;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;

/**
 * By how much deviations from the mean are scaled: r = 1 / √(σ² + ε), or r = 1 / (σ + ε).
 *
 * @param epsilon ε ≥ 0
 * @param placement which of them
 */
record Spread(double epsilon, EpsilonPlacement placement) {
  /** Returns r. */
  double scale(double variance) {
    return switch (placement) {
      case INSIDE_ROOT -> 1 / Math.sqrt(variance + epsilon);
      case OUTSIDE_ROOT -> 1 / (Math.sqrt(variance) + epsilon);
    };
  }

  /**
   * Returns −2 dr / dσ², that is r³ or r² / σ; 0 where σ = 0, since there it is multiplied with
   * deviations that are all 0.
   */
  double curvature(double variance) {
    if (variance == 0) {
      return 0;
    }
    double r = scale(variance);
    return placement == EpsilonPlacement.INSIDE_ROOT ? r * r * r : r * r / Math.sqrt(variance);
  }

  /** Returns r. */
  Tensor scale(Tensor variance) {
    return switch (placement) {
      case INSIDE_ROOT -> variance.add(epsilon).pow(-0.5);
      case OUTSIDE_ROOT -> {
        Tensor zero = Tensor.zeros(variance.dtype(), Shape.SCALAR);
        Tensor deviation = Elementwise.where(variance.gt(zero), root(variance), zero);
        yield deviation.add(epsilon).pow(-1);
      }
    };
  }

  /** Returns r³ or r² / σ; 0 where σ = 0, as the other one. */
  Tensor curvature(Tensor variance) {
    Tensor r = scale(variance);
    return switch (placement) {
      case INSIDE_ROOT -> r.pow(3);
      case OUTSIDE_ROOT -> {
        Tensor zero = Tensor.zeros(variance.dtype(), Shape.SCALAR);
        yield Elementwise.where(variance.gt(zero), r.square().div(root(variance)), zero);
      }
    };
  }

  /** Returns σ, or 1 where it is 0 and has no derivative. */
  private static Tensor root(Tensor variance) {
    Tensor zero = Tensor.zeros(variance.dtype(), Shape.SCALAR);
    Tensor one = Tensor.ones(variance.dtype(), Shape.SCALAR);
    return Elementwise.where(variance.gt(zero), variance, one).sqrt();
  }
}
