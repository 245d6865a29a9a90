package org.gradus.layers.resampling;

import java.util.List;
import java.util.function.IntBinaryOperator;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;

/** Settings for each axis of sequences (N, C, L) and images (N, C, H, W). */
final class Axes {
  private Axes() {}

  /**
   * Returns a copy of numbers for sequences or images.
   *
   * @throws IllegalArgumentException if there are none or more than two, or one is too small
   */
  static List<Integer> checked(String layer, String name, List<Integer> numbers, int least) {
    if (numbers.isEmpty()
        || numbers.size() > 2
        || numbers.stream().anyMatch(number -> number < least)) {
      throw new IllegalArgumentException(
          "[%s] %s do not fit: expected 1 number for sequences or 2 for images, each at least %s, got %s."
              .formatted(layer, name, least, numbers));
    }
    return List.copyOf(numbers);
  }

  /**
   * Returns the shape with other sizes.
   *
   * @param axes the number of axes after the channels
   * @param size returns the size of an axis, counted from 0, that had a size
   * @throws ShapeException if the input has another number of axes
   */
  static Shape resized(String layer, Shape input, int axes, IntBinaryOperator size) {
    if (input.rank() != 2 + axes) {
      throw ShapeException.of(
          layer,
          "the input does not fit",
          axes == 1 ? "(N, C, L)" : "(N, C, H, W)",
          input.toString());
    }
    int[] sizes = input.toArray();
    for (int i = 0; i < axes; i++) {
      sizes[2 + i] = size.applyAsInt(i, sizes[2 + i]);
    }
    return Shape.of(sizes);
  }
}
