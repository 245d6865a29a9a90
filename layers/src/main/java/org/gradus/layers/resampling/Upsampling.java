package org.gradus.layers.resampling;

import java.util.Arrays;
import java.util.List;
import org.gradus.core.json.Defaults;
import org.gradus.core.resampling.Interpolation;
import org.gradus.core.resampling.Resampling;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.module.Construction;
import org.gradus.layers.module.Context;
import org.gradus.layers.module.Module;

/**
 * Interpolates images or sequences by whole factors, see {@link Interpolation}.
 *
 * <p>Shapes: images (N, C, H, W) to (N, C, H · factor, W · factor), or sequences (N, C, L) to (N,
 * C, L · factor).
 *
 * <pre>{@code
 * Upsampling.of(2, 2).with(Interpolation.LINEAR)
 * }</pre>
 *
 * @param factors the factor of each axis, at least 1: two numbers for images, one for sequences
 * @param interpolation how elements are made
 */
public record Upsampling(List<Integer> factors, Interpolation interpolation)
    implements Module, Module.Config {
  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if there are not one or two, or one is below 1
   */
  public Upsampling {
    factors = Axes.checked("upsampling", "factors", factors, 1);
  }

  /** Takes the nearest elements. */
  @Defaults
  public Upsampling(List<Integer> factors) {
    this(factors, Interpolation.NEAREST);
  }

  /**
   * Returns a layer that takes the nearest elements.
   *
   * @param factors for rows and columns of images, or one number for sequences
   * @throws IllegalArgumentException if there are not one or two, or one is below 1
   */
  public static Upsampling of(int... factors) {
    return new Upsampling(Arrays.stream(factors).boxed().toList());
  }

  /** Returns a layer like this one that interpolates otherwise. */
  public Upsampling with(Interpolation other) {
    return new Upsampling(factors, other);
  }

  /** Returns this, its own config. */
  @Override
  public Upsampling config() {
    return this;
  }

  @Override
  public Shape build(Shape input, Construction construction) {
    return Axes.resized(
        "upsampling", input, factors.size(), (axis, size) -> size * factors.get(axis));
  }

  @Override
  public Tensor forward(Tensor x, Context context) {
    int[] sizes = new int[factors.size()];
    Arrays.setAll(sizes, axis -> x.size(2 + axis) * factors.get(axis));
    return Resampling.resize(x, interpolation, sizes);
  }
}
