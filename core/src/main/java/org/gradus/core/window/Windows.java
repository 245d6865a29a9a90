package org.gradus.core.window;

import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/**
 * Windows on sequences and images, one {@link Window} for each axis.
 *
 * <p>Where numbers are given, there is one for each axis, or a single one for all.
 */
public final class Windows {
  private Windows() {}

  /**
   * Returns windows of neighbouring elements that move by one, without padding.
   *
   * @param kernel the size along each axis, one for sequences, two for images
   * @throws IllegalArgumentException if there are none or more than two, or one is below 1
   */
  public static List<Window> of(int... kernel) {
    return checked("window", Arrays.stream(kernel).mapToObj(Window::of).toList());
  }

  /**
   * Returns a copy of windows for sequences or images.
   *
   * @param operation the name of what asks, for the message
   * @throws IllegalArgumentException if there are none or more than two
   */
  public static List<Window> checked(String operation, List<Window> windows) {
    if (windows.isEmpty() || windows.size() > 2) {
      throw new IllegalArgumentException(
          "[%s] the number of windows is out of range: expected 1 for sequences or 2 for images, got %s."
              .formatted(operation, windows.size()));
    }
    return List.copyOf(windows);
  }

  /** Returns the windows moving by other strides. */
  public static List<Window> withStride(List<Window> windows, int... strides) {
    return each("stride", windows, Window::withStride, strides);
  }

  /** Returns the windows with the same padding at both ends of an axis. */
  public static List<Window> withPadding(List<Window> windows, int... padding) {
    return each("padding", windows, Window::withPadding, padding);
  }

  /** Returns the windows with their elements further apart. */
  public static List<Window> withDilation(List<Window> windows, int... dilation) {
    return each("dilation", windows, Window::withDilation, dilation);
  }

  private static List<Window> each(
      String name,
      List<Window> windows,
      BiFunction<Window, Integer, Window> change,
      int... numbers) {
    if (numbers.length != 1 && numbers.length != windows.size()) {
      throw new IllegalArgumentException(
          "[window] the %s does not fit: expected 1 number or one for each of %s axes, got %s."
              .formatted(name, windows.size(), numbers.length));
    }
    return IntStream.range(0, windows.size())
        .mapToObj(i -> change.apply(windows.get(i), numbers[numbers.length == 1 ? 0 : i]))
        .toList();
  }
}
