package org.gradus.regularization.augmentation;

import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;

/** The shape (C, H, W) of images. */
final class Images {
  private Images() {}

  /**
   * Requires images.
   *
   * @param name what messages call the augmentation
   * @throws ShapeException if the examples are none
   */
  static void requireImage(String name, Shape example) {
    if (example.rank() != 3 || example.elements() == 0) {
      throw ShapeException.of(
          name, "the examples are no images", "(C, H, W), at least 1 each", example.toString());
    }
  }
}
