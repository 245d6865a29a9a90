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
 * Interpolates images or sequences to given sizes, see {@link Interpolation}.
 *
 * <p>Shapes: images (N, C, H, W) to (N, C, rows, columns), or sequences (N, C, L) to (N, C,
 * length).
 *
 * <pre>{@code
 * Resizing.of(32, 32).with(Interpolation.LINEAR)
 * }</pre>
 *
 * @param sizes the size of each axis, at least 1: two numbers for images, one for sequences
 * @param interpolation how elements are made
 */
public record Resizing(List<Integer> sizes, Interpolation interpolation)
    implements Module, Module.Config {
  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if there are not one or two, or one is below 1
   */
  public Resizing {
    sizes = Axes.checked("resizing", "sizes", sizes, 1);
  }

  /** Takes the nearest elements. */
  @Defaults
  public Resizing(List<Integer> sizes) {
    this(sizes, Interpolation.NEAREST);
  }

  /**
   * Returns a layer that takes the nearest elements.
   *
   * @param sizes for rows and columns of images, or one number for sequences
   * @throws IllegalArgumentException if there are not one or two, or one is below 1
   */
  public static Resizing of(int... sizes) {
    return new Resizing(Arrays.stream(sizes).boxed().toList());
  }

  /** Returns a layer like this one that interpolates otherwise. */
  public Resizing with(Interpolation other) {
    return new Resizing(sizes, other);
  }

  /** Returns this, its own config. */
  @Override
  public Resizing config() {
    return this;
  }

  @Override
  public Shape build(Shape input, Construction construction) {
    return Axes.resized("resizing", input, sizes.size(), (axis, size) -> sizes.get(axis));
  }

  @Override
  public Tensor forward(Tensor x, Context context) {
    return Resampling.resize(
        x, interpolation, sizes.stream().mapToInt(Integer::intValue).toArray());
  }
}
