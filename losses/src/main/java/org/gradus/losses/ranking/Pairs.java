package org.gradus.losses.ranking;

import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Tensor;

/** Checks of stacked pairs and triples. */
final class Pairs {
  private Pairs() {}

  /** Requires an axis to be there and of a size. */
  static void require(String loss, Tensor x, int axis, int size, String expected) {
    if (axis < 0 || axis >= x.rank() || x.size(axis) != size) {
      throw ShapeException.of(
          loss, "what should be stacked is not", expected, x.shape().toString(), x.shape());
    }
  }
}
