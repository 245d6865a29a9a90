package org.gradus.losses.classification;

import org.gradus.core.tensor.Tensor;

/** Moves the axis of the classes. */
final class ClassAxis {
  private ClassAxis() {}

  /**
   * Returns x with its classes last.
   *
   * @param axis that of the classes, not negative
   */
  static Tensor last(Tensor x, int axis) {
    int last = x.rank() - 1;
    if (axis == last) {
      return x;
    }
    int[] order = new int[x.rank()];
    for (int i = 0; i < last; i++) {
      order[i] = i < axis ? i : i + 1;
    }
    order[last] = axis;
    return x.permute(order);
  }
}
