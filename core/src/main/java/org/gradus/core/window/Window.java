package org.gradus.core.window;

import org.gradus.core.json.Defaults;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;

/**
 * How a window slides along one axis.
 *
 * <p>Position i of the window shows the elements i · stride − before + t · dilation for t = 0 …
 * kernel − 1; those outside the axis are padding.
 *
 * <pre>{@code
 * Window.of(3).withStride(2).withPadding(1)
 * }</pre>
 *
 * @param kernel the number of elements that the window shows, at least 1
 * @param stride the distance of neighbouring positions, at least 1
 * @param before the padding before the first element, at least 0
 * @param after the padding after the last element, at least 0
 * @param dilation the distance of neighbouring elements of the window, at least 1
 */
public record Window(int kernel, int stride, int before, int after, int dilation) {
  /** The window of a single element, which leaves an axis as it is. */
  public static final Window POINT = of(1);

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is out of range
   */
  public Window {
    require("kernel", kernel, 1);
    require("stride", stride, 1);
    require("padding", Math.min(before, after), 0);
    require("dilation", dilation, 1);
  }

  /** Creates a window of neighbouring elements that moves by one, without padding. */
  @Defaults
  public Window(int kernel) {
    this(kernel, 1, 0, 0, 1);
  }

  private static void require(String name, int value, int least) {
    if (value < least) {
      throw new IllegalArgumentException(
          "[window] the %s is out of range: expected at least %s, got %s."
              .formatted(name, least, value));
    }
  }

  /**
   * Returns a window of neighbouring elements that moves by one, without padding.
   *
   * @throws IllegalArgumentException if the kernel is below 1
   */
  public static Window of(int kernel) {
    return new Window(kernel);
  }

  /** Returns this window moving by another stride. */
  public Window withStride(int otherStride) {
    return new Window(kernel, otherStride, before, after, dilation);
  }

  /** Returns this window with the same padding at both ends. */
  public Window withPadding(int padding) {
    return withPadding(padding, padding);
  }

  /** Returns this window with other padding. */
  public Window withPadding(int otherBefore, int otherAfter) {
    return new Window(kernel, stride, otherBefore, otherAfter, dilation);
  }

  /** Returns this window with its elements further apart. */
  public Window withDilation(int otherDilation) {
    return new Window(kernel, stride, before, after, otherDilation);
  }

  /**
   * Returns this window with the padding with which a stride of 1 gives as many positions as there
   * are elements; of an odd number the larger half comes after.
   */
  public Window same() {
    int all = Math.multiplyExact(dilation, kernel - 1);
    return withPadding(all / 2, all - all / 2);
  }

  /**
   * Returns the distance from the first element to behind the last, dilation · (kernel − 1) + 1.
   */
  public int extent() {
    return Math.addExact(Math.multiplyExact(dilation, kernel - 1), 1);
  }

  /**
   * Returns the number of positions, ⌊(size + before + after − extent) / stride⌋ + 1.
   *
   * @param operation the name of what asks, for the message
   * @param size the number of elements of the axis
   * @throws ShapeException if the window is longer than the padded axis
   */
  public int positions(String operation, int size) {
    return Shape.size(operation, room(operation, size) / stride + 1);
  }

  /**
   * Returns the number of positions that begin before the padding at the end, up to the first that
   * reaches the end of the padded axis or beyond: at most ⌈(size + before + after − extent) /
   * stride⌉ + 1.
   *
   * @param operation the name of what asks, for the message
   * @param size the number of elements of the axis
   * @throws ShapeException if the window is longer than the padded axis
   */
  public int positionsBegun(String operation, int size) {
    long reaching = (room(operation, size) + stride - 1) / stride + 1;
    long beginning = ((long) size + before - 1) / stride + 1;
    return Shape.size(operation, Math.min(reaching, beginning));
  }

  private long room(String operation, int size) {
    long room = (long) size + before + after - extent();
    if (room < 0) {
      throw ShapeException.of(
          operation,
          "the window is longer than the padded axis",
          "at most " + ((long) size + before + after) + " elements",
          String.valueOf(extent()));
    }
    return room;
  }
}
