package org.gradus.regularization.penalty;

import org.gradus.core.tensor.Tensor;

/** Weights (outputs, inputs, kernel …) as matrices. */
final class Matrix {
  private Matrix() {}

  /** Returns a weight as (outputs, all else); a single number is (1, 1). */
  static Tensor of(Tensor weight) {
    int outputs = weight.rank() == 0 ? 1 : weight.size(0);
    return weight.reshape(outputs, weight.elements() / Math.max(outputs, 1));
  }
}
