package org.gradus.layers.pooling;

import java.util.List;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.window.Window;

/** The shapes that pooling layers take and return. */
final class PooledShape {
  private PooledShape() {}

  /**
   * Returns the shape of what windows make of an input.
   *
   * @throws ShapeException if the input does not fit
   */
  static Shape of(String layer, Shape input, List<Window> windows, boolean ceil) {
    requireAxes(layer, input, windows.size());
    int[] sizes = input.toArray();
    for (int i = 0; i < windows.size(); i++) {
      Window window = windows.get(i);
      sizes[2 + i] =
          ceil
              ? window.positionsBegun(layer, input.size(2 + i))
              : window.positions(layer, input.size(2 + i));
    }
    return Shape.of(sizes);
  }

  /**
   * Returns the shape of what parts of an input become.
   *
   * @throws ShapeException if the input does not fit
   */
  static Shape of(String layer, Shape input, List<Integer> parts) {
    requireAxes(layer, input, parts.size());
    int[] sizes = input.toArray();
    for (int i = 0; i < parts.size(); i++) {
      sizes[2 + i] = parts.get(i);
    }
    return Shape.of(sizes);
  }

  /**
   * Requires channels with axes behind them, of which none is empty.
   *
   * @throws ShapeException if the input does not fit
   */
  static void requireWhole(String layer, Shape input) {
    if (input.rank() < 3 || input.elements(1, input.rank()) == 0) {
      throw ShapeException.of(
          layer, "the input does not fit", "(N, C, L) or (N, C, H, W)", input.toString());
    }
  }

  /**
   * Returns a copy of the numbers of parts of sequences or images.
   *
   * @throws IllegalArgumentException if there are none or more than two, or one is below 1
   */
  static List<Integer> parts(String layer, List<Integer> parts) {
    if (parts.isEmpty() || parts.size() > 2 || parts.stream().anyMatch(part -> part < 1)) {
      throw new IllegalArgumentException(
          "[%s] parts do not fit: expected 1 number for sequences or 2 for images, each at least 1, got %s."
              .formatted(layer, parts));
    }
    return List.copyOf(parts);
  }

  static int[] numbers(List<Integer> parts) {
    return parts.stream().mapToInt(Integer::intValue).toArray();
  }

  private static void requireAxes(String layer, Shape input, int axes) {
    if (input.rank() != 2 + axes) {
      throw ShapeException.of(
          layer,
          "the input does not fit",
          axes == 1 ? "(N, C, L)" : "(N, C, H, W)",
          input.toString());
    }
  }
}
