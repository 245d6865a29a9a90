package org.gradus.core.tensor;

/** The sum of the gradients that arrive at one place. */
final class Accumulator {
  private Tensor sum;
  private boolean owned;

  Accumulator(Tensor first) {
    this.sum = first;
  }

  Tensor sum() {
    return sum;
  }

  /**
   * Adds a gradient: recorded if derivatives of gradients are wanted, in place where nobody can
   * see.
   */
  void add(Tensor gradient, boolean differentiable) {
    if (owned && !differentiable) {
      Fill.addInPlace(sum, gradient);
    } else {
      sum = sum.add(gradient);
      owned = true;
    }
  }
}
