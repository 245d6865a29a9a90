package org.gradus.core.tensor;

import org.jspecify.annotations.Nullable;

/** Looks for the first NaN or infinity among what operations return. */
final class NonFinite {
  private NonFinite() {}

  static void checkForward(String operation, String path, Tensor[] inputs, Tensor... outputs) {
    for (Tensor output : outputs) {
      int position = firstNonFinite(output);
      if (position >= 0) {
        throw new NonFiniteException(operation, path, "result", output, position, inputs);
      }
    }
  }

  static void checkBackward(Call call, @Nullable Tensor[] upstream, @Nullable Tensor[] gradients) {
    for (int i = 0; i < gradients.length; i++) {
      Tensor gradient = gradients[i];
      int position = gradient == null ? -1 : firstNonFinite(gradient);
      if (gradient != null && position >= 0) {
        throw new NonFiniteException(
            call.name(), call.path(), "gradient of input " + i, gradient, position, upstream);
      }
    }
  }

  /** Returns the position of the first NaN or infinity, or −1. */
  static int firstNonFinite(Tensor tensor) {
    if (!tensor.dtype().isFloating()) {
      return -1;
    }
    for (int i = 0; i < tensor.elements(); i++) {
      if (!Double.isFinite(Fill.element(tensor, i))) {
        return i;
      }
    }
    return -1;
  }
}
