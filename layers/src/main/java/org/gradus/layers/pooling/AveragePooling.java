package org.gradus.layers.pooling;

import java.util.List;
import java.util.Optional;
import org.gradus.core.json.Defaults;
import org.gradus.core.plugin.Settings;
import org.gradus.core.pooling.Pooling;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.core.window.Window;
import org.gradus.core.window.Windows;
import org.gradus.layers.module.Construction;
import org.gradus.layers.module.Context;
import org.gradus.layers.module.Module;

/**
 * Takes the mean of what a window shows: y[n, c, i, j] = Σ_u Σ_v x[n, c, i · s − p + u · d, j · s −
 * p + v · d] / |kernel|, with stride s, padding p and dilation d of each axis.
 *
 * <p>Shapes: images (N, C, H, W) to (N, C, H′, W′) or sequences (N, C, L) to (N, C, L′), each axis
 * becoming ⌊(size + padding before and after − d · (kernel − 1) − 1) / s⌋ + 1. Padding counts as
 * zeros, or not at all; what lies beyond the padding never counts.
 *
 * <pre>{@code
 * AveragePooling.of(2, 2)
 * }</pre>
 *
 * <p>Source: LeCun et al., "Gradient-based learning applied to document recognition", 1998.
 *
 * @param windows how the window moves along each axis: two for images, one for sequences
 * @param ceil whether a last window counts that reaches beyond the padding
 * @param countPadding whether padding counts as zeros
 * @param divisor what to divide the sums by in place of the number of elements, at least 1
 */
public record AveragePooling(
    List<Window> windows, boolean ceil, boolean countPadding, Optional<Integer> divisor)
    implements Module, Module.Config {
  /**
   * Checks windows and divisor.
   *
   * @throws IllegalArgumentException if there are not one or two windows, or the divisor is below 1
   */
  public AveragePooling {
    windows = Windows.checked("average-pooling", windows);
    divisor.ifPresent(number -> Settings.requireSize("average-pooling", "divisor", number));
  }

  /** Counts padding as zeros, and leaves out what windows beyond it would show. */
  @Defaults
  public AveragePooling(List<Window> windows) {
    this(windows, false, true, Optional.empty());
  }

  /**
   * Returns a layer whose windows lie side by side.
   *
   * @param kernel the size of the window: rows and columns for images, one number for sequences
   * @throws IllegalArgumentException if a number is below 1, or there are not one or two
   */
  public static AveragePooling of(int... kernel) {
    return new AveragePooling(Windows.withStride(Windows.of(kernel), kernel));
  }

  private AveragePooling with(List<Window> other) {
    return new AveragePooling(other, ceil, countPadding, divisor);
  }

  /** Returns a layer like this one that moves by other strides: one for all axes, or for each. */
  public AveragePooling withStride(int... strides) {
    return with(Windows.withStride(windows, strides));
  }

  /** Returns a layer like this one with padding at both ends: one for all axes, or for each. */
  public AveragePooling withPadding(int... padding) {
    return with(Windows.withPadding(windows, padding));
  }

  /**
   * Returns a layer like this one in which a last window counts that reaches beyond the padding.
   */
  public AveragePooling withCeil() {
    return new AveragePooling(windows, true, countPadding, divisor);
  }

  /** Returns a layer like this one whose means are those of the elements without the padding. */
  public AveragePooling withoutPaddingCounted() {
    return new AveragePooling(windows, ceil, false, divisor);
  }

  /** Returns this, its own config. */
  @Override
  public AveragePooling config() {
    return this;
  }

  @Override
  public Shape build(Shape input, Construction construction) {
    return PooledShape.of("average-pooling", input, windows, ceil);
  }

  @Override
  public Tensor forward(Tensor x, Context context) {
    Window[] all = windows.toArray(Window[]::new);
    return divisor.isPresent()
        ? Pooling.sum(x, ceil, all).div(divisor.get())
        : Pooling.average(x, ceil, countPadding, all);
  }
}
