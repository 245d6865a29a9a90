package org.gradus.regularization.augmentation;

import org.gradus.core.plugin.Settings;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;

/** The checks that augmentations share; the name is what messages call the augmentation. */
final class Arguments {
  private Arguments() {}

  /**
   * Requires a number from 0 to 1.
   *
   * @throws IllegalArgumentException if it is not
   */
  static void requireProbability(String name, double probability) {
    Settings.require(
        probability >= 0 && probability <= 1,
        name,
        "probability",
        "a number from 0 to 1",
        probability);
  }

  /**
   * Requires signals (…, L).
   *
   * @throws ShapeException if the examples are none
   */
  static void requireSignal(String name, Shape example) {
    if (example.rank() < 1 || example.size(-1) < 1) {
      throw ShapeException.of(
          name, "the examples are no signals", "(…, L), L at least 1", example.toString());
    }
  }

  /**
   * Requires images (C, H, W).
   *
   * @throws ShapeException if the examples are none
   */
  static void requireImage(String name, Shape example) {
    if (example.rank() != 3 || example.elements() == 0) {
      throw ShapeException.of(
          name, "the examples are no images", "(C, H, W), at least 1 each", example.toString());
    }
  }
}
