package org.gradus.core.pooling;

import org.gradus.core.pooling.PoolingAxis.Rounding;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Tensor;
import org.gradus.core.window.Window;

/**
 * Pools the last axes of images (…, H, W) or sequences (…, L): two windows or sizes are for images,
 * one is for sequences.
 *
 * <p>With {@code ceil} a last window counts that reaches beyond the padding, as long as it begins
 * before the padding at the end. Padding is never a maximum.
 */
public final class Pooling {
  private Pooling() {}

  /**
   * The largest elements of windows.
   *
   * @param values the elements
   * @param positions where they are, INT32: flat positions within the image or sequence, the first
   *     of equal ones
   */
  public record Maxima(Tensor values, Tensor positions) {}

  /**
   * Returns the largest element of each window; NaN if there is one. The gradient goes to it.
   *
   * @throws ShapeException if x has too few axes, a window is longer than a padded one, or shows
   *     padding only
   */
  public static Maxima max(Tensor x, boolean ceil, Window... windows) {
    Planes planes = planes("max-pool", x, ceil, false, windows);
    planes.rows().requireElements("max-pool");
    planes.columns().requireElements("max-pool");
    Tensor[] results = MaxPool.of(planes, x);
    return new Maxima(results[0], results[1]);
  }

  /**
   * Returns the mean of each window.
   *
   * @param countPadding whether padding counts as zeros; otherwise the mean is that of the elements
   *     alone
   * @throws ShapeException if x has too few axes, a window is longer than a padded one, or shows
   *     padding only and that does not count
   */
  public static Tensor average(Tensor x, boolean ceil, boolean countPadding, Window... windows) {
    Planes planes = planes("average-pool", x, ceil, countPadding, windows);
    if (!countPadding) {
      planes.rows().requireElements("average-pool");
      planes.columns().requireElements("average-pool");
    }
    return AveragePool.of(planes, x);
  }

  /**
   * Returns the sum of each window.
   *
   * @throws ShapeException if x has too few axes, or a window is longer than a padded one
   */
  public static Tensor sum(Tensor x, boolean ceil, Window... windows) {
    Planes planes = planes("sum-pool", x, ceil, true, windows);
    return AveragePool.of(
        new Planes(
            planes.images(), planes.rows().summed(), planes.columns().summed(), planes.sequences()),
        x);
  }

  /**
   * Returns the largest element of each of a number of parts: part i of k of an axis of n elements
   * is [⌊i · n / k⌋, ⌈(i + 1) · n / k⌉).
   *
   * @param sizes the number of parts of each axis, at least 1
   * @throws ShapeException if x has too few axes or an empty one, or there are no parts
   */
  public static Maxima adaptiveMax(Tensor x, int... sizes) {
    Tensor[] results = MaxPool.of(adaptive("adaptive-max-pool", x, sizes), x);
    return new Maxima(results[0], results[1]);
  }

  /**
   * Returns the mean of each of a number of parts, as {@link #adaptiveMax}.
   *
   * @param sizes the number of parts of each axis, at least 1
   * @throws ShapeException if x has too few axes or an empty one, or there are no parts
   */
  public static Tensor adaptiveAverage(Tensor x, int... sizes) {
    return AveragePool.of(adaptive("adaptive-average-pool", x, sizes), x);
  }

  private static Planes planes(
      String operation, Tensor x, boolean ceil, boolean countPadding, Window... windows) {
    requireAxes(operation, x, windows.length);
    Rounding rounding = ceil ? Rounding.UP : Rounding.DOWN;
    boolean sequences = windows.length == 1;
    PoolingAxis rows =
        sequences
            ? PoolingAxis.point()
            : PoolingAxis.of(operation, x.size(-2), windows[0], rounding, countPadding);
    Window last = windows[windows.length - 1];
    PoolingAxis columns = PoolingAxis.of(operation, x.size(-1), last, rounding, countPadding);
    return new Planes(x.shape(), rows, columns, sequences);
  }

  private static Planes adaptive(String operation, Tensor x, int... sizes) {
    requireAxes(operation, x, sizes.length);
    boolean sequences = sizes.length == 1;
    PoolingAxis rows =
        sequences ? PoolingAxis.point() : PoolingAxis.adaptive(operation, x.size(-2), sizes[0]);
    PoolingAxis columns = PoolingAxis.adaptive(operation, x.size(-1), sizes[sizes.length - 1]);
    return new Planes(x.shape(), rows, columns, sequences);
  }

  private static void requireAxes(String operation, Tensor x, int count) {
    if (count < 1 || count > 2 || x.rank() < count) {
      throw ShapeException.of(
          operation,
          "the axes do not fit",
          "one window for sequences (…, L) or two for images (…, H, W)",
          count + " for " + x.rank() + " axes",
          x.shape());
    }
  }
}
