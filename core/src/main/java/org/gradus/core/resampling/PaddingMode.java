package org.gradus.core.resampling;

import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;

/** What an axis is continued with beyond its ends. */
public enum PaddingMode {
  /** Zeros. */
  ZEROS,
  /** The elements in reverse, without repeating the one at the end: c b | a b c | b a. */
  REFLECT,
  /** The element at the end: a a | a b c | c c. */
  REPLICATE,
  /** The elements from the other end: b c | a b c | a b. */
  CIRCULAR;

  /**
   * Returns which element continues an axis.
   *
   * @param size the number of elements of the axis
   * @param position a position that the padding {@linkplain #requireRoom has room for}
   * @throws IllegalStateException of zeros, which are no element
   */
  public int source(int size, int position) {
    return switch (this) {
      case ZEROS -> throw new IllegalStateException("[pad] zeros are no element of the axis.");
      case REFLECT -> position < 0 ? -position : Math.min(position, 2 * (size - 1) - position);
      case REPLICATE -> Math.max(0, Math.min(size - 1, position));
      case CIRCULAR -> Math.floorMod(position, size);
    };
  }

  /**
   * Requires enough elements to continue an axis with: for reflection one more than the padding,
   * for circular padding as many, for the element at the end one.
   *
   * @param padding the number of elements to add at either end, at least 0
   * @throws ShapeException if there are too few
   */
  public void requireRoom(Shape shape, int axis, int padding) {
    int most =
        switch (this) {
          case ZEROS -> Integer.MAX_VALUE;
          case REFLECT -> Math.max(0, shape.size(axis) - 1);
          case REPLICATE -> shape.size(axis) == 0 ? 0 : Integer.MAX_VALUE;
          case CIRCULAR -> shape.size(axis);
        };
    if (padding > most) {
      throw ShapeException.of(
          "pad",
          "the padding is too long at axis " + axis,
          "at most " + most + " elements",
          String.valueOf(padding),
          shape);
    }
  }
}
