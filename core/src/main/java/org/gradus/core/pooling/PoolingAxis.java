package org.gradus.core.pooling;

import java.util.Arrays;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.window.Window;

/**
 * What each position of a window shows of an axis: the elements from[i], from[i] + step, … before
 * to[i], and by what to divide their sum for an average.
 */
record PoolingAxis(int size, int[] from, int[] to, int step, double[] divisors) {
  /** Which positions a window has. */
  enum Rounding {
    /** Those where it lies within the padded axis. */
    DOWN,
    /** Those where it begins before the padding at the end. */
    UP
  }

  /** Returns the axis of a window. */
  static PoolingAxis of(
      String operation, int size, Window window, Rounding rounding, boolean countPadding) {
    int count =
        rounding == Rounding.DOWN
            ? window.positions(operation, size)
            : window.positionsBegun(operation, size);
    int[] from = new int[count];
    int[] to = new int[count];
    double[] divisors = new double[count];
    int step = window.dilation();
    for (int i = 0; i < count; i++) {
      int start = i * window.stride() - window.before();
      int end = start + window.extent();
      from[i] = start < 0 ? Math.floorMod(start, step) : start;
      to[i] = Math.min(end, size);
      int length = countPadding ? Math.min(end, size + window.after()) - start : to[i] - from[i];
      divisors[i] = Math.max(0, (length + step - 1) / step);
    }
    return new PoolingAxis(size, from, to, step, divisors);
  }

  /** Returns an axis divided into a number of about equal, perhaps overlapping parts. */
  static PoolingAxis adaptive(String operation, int size, int parts) {
    if (parts < 1 || size < 1) {
      throw ShapeException.of(
          operation, "an axis is empty", "sizes of at least 1", size + " to " + parts);
    }
    int[] from = new int[parts];
    int[] to = new int[parts];
    double[] divisors = new double[parts];
    for (int i = 0; i < parts; i++) {
      from[i] = (int) ((long) i * size / parts);
      to[i] = (int) (((i + 1L) * size + parts - 1) / parts);
      divisors[i] = to[i] - from[i];
    }
    return new PoolingAxis(size, from, to, 1, divisors);
  }

  /** Returns the axis of one element, of images that are sequences. */
  static PoolingAxis point() {
    return new PoolingAxis(1, new int[] {0}, new int[] {1}, 1, new double[] {1});
  }

  /** Returns this axis with sums in place of averages. */
  PoolingAxis summed() {
    double[] ones = new double[from.length];
    Arrays.fill(ones, 1);
    return new PoolingAxis(size, from, to, step, ones);
  }

  /**
   * Requires that no position shows padding alone.
   *
   * @throws ShapeException if one does
   */
  PoolingAxis requireElements(String operation) {
    for (int i = 0; i < from.length; i++) {
      if (from[i] >= to[i]) {
        throw ShapeException.of(
            operation,
            "a window shows padding only",
            "at least one of " + size + " elements at every position",
            "none at position " + i);
      }
    }
    return this;
  }

  int positions() {
    return from.length;
  }
}
