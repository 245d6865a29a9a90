package org.gradus.layers.pooling;

import java.util.List;
import org.gradus.core.json.Defaults;
import org.gradus.core.pooling.Pooling;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.core.window.Window;
import org.gradus.core.window.Windows;
import org.gradus.layers.module.Construction;
import org.gradus.layers.module.Context;
import org.gradus.layers.module.Module;

/**
 * Takes the largest of what a window shows: y[n, c, i, j] = max over (u, v) of x[n, c, i · s − p +
 * u · d, j · s − p + v · d]. The gradient goes to the largest element, the first of equal ones.
 *
 * <p>Shapes: images (N, C, H, W) to (N, C, H′, W′) or sequences (N, C, L) to (N, C, L′), each axis
 * becoming ⌊(size + padding before and after − d · (kernel − 1) − 1) / s⌋ + 1. Padding is never the
 * largest. NaN is the largest of all.
 *
 * <pre>{@code
 * MaxPooling.of(2, 2)
 * MaxPooling.of(3, 3).withStride(2).withPadding(1)
 * }</pre>
 *
 * <p>Source: Weng, Ahuja and Huang, "Cresceptron", 1992; Scherer, Müller and Behnke, "Evaluation of
 * pooling operations in convolutional architectures for object recognition", 2010.
 *
 * @param windows how the window moves along each axis: two for images, one for sequences
 * @param ceil whether a last window counts that reaches beyond the padding
 */
public record MaxPooling(List<Window> windows, boolean ceil) implements Module, Module.Config {
  /**
   * Checks the windows.
   *
   * @throws IllegalArgumentException if there are not one or two
   */
  public MaxPooling {
    windows = Windows.checked("max-pooling", windows);
  }

  /** Leaves out what windows beyond the padding would show. */
  @Defaults
  public MaxPooling(List<Window> windows) {
    this(windows, false);
  }

  /**
   * Returns a layer whose windows lie side by side.
   *
   * @param kernel the size of the window: rows and columns for images, one number for sequences
   * @throws IllegalArgumentException if a number is below 1, or there are not one or two
   */
  public static MaxPooling of(int... kernel) {
    return new MaxPooling(Windows.withStride(Windows.of(kernel), kernel));
  }

  private MaxPooling with(List<Window> other) {
    return new MaxPooling(other, ceil);
  }

  /** Returns a layer like this one that moves by other strides: one for all axes, or for each. */
  public MaxPooling withStride(int... strides) {
    return with(Windows.withStride(windows, strides));
  }

  /** Returns a layer like this one with padding at both ends: one for all axes, or for each. */
  public MaxPooling withPadding(int... padding) {
    return with(Windows.withPadding(windows, padding));
  }

  /** Returns a layer like this one with its elements further apart: for all axes, or for each. */
  public MaxPooling withDilation(int... dilation) {
    return with(Windows.withDilation(windows, dilation));
  }

  /**
   * Returns a layer like this one in which a last window counts that reaches beyond the padding.
   */
  public MaxPooling withCeil() {
    return new MaxPooling(windows, true);
  }

  /** Returns this, its own config. */
  @Override
  public MaxPooling config() {
    return this;
  }

  @Override
  public Shape build(Shape input, Construction construction) {
    return PooledShape.of("max-pooling", input, windows, ceil);
  }

  @Override
  public Tensor forward(Tensor x, Context context) {
    return Pooling.max(x, ceil, windows.toArray(Window[]::new)).values();
  }
}
