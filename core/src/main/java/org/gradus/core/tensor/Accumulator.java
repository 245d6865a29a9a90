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
    if (differentiable) {
      sum = sum.add(gradient);
      return;
    }
    RowSum mine = RowSum.in(sum).orElse(null);
    RowSum theirs = RowSum.in(gradient).orElse(null);
    if (mine != null && theirs != null) {
      sum = mine.plus(theirs);
    } else if (theirs != null) {
      own(sum);
      theirs.addTo(sum);
    } else if (mine != null) {
      own(gradient);
      mine.addTo(sum);
    } else if (owned) {
      Fill.addInPlace(sum, gradient);
    } else {
      sum = sum.add(gradient);
      owned = true;
    }
  }

  /** Makes the value the sum, as a tensor that nobody else sees. */
  private void own(Tensor value) {
    if (!owned) {
      Tensor copy = Tensor.allocate(value.dtype(), value.shape());
      System.arraycopy(value.array(), value.offset(), copy.array(), copy.offset(), copy.elements());
      sum = copy;
      owned = true;
    }
  }
}
