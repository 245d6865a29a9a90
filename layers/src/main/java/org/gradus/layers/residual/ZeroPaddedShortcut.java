package org.gradus.layers.residual;

import org.gradus.core.plugin.Settings;
import org.gradus.core.resampling.Resampling;
import org.gradus.core.shaping.Shaping;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.module.Construction;
import org.gradus.layers.module.Context;
import org.gradus.layers.module.Module;

/**
 * A shortcut without parameters to more channels and fewer positions: takes every stride-th row and
 * column, and adds channels of zeros behind. Option A of the paper.
 *
 * <p>Shapes: images (N, C, H, W) to (N, channels, ⌈H / stride⌉, ⌈W / stride⌉), and sequences (N, C,
 * L) to (N, channels, ⌈L / stride⌉), as a convolution of kernel 3, padding 1 and that stride.
 *
 * <p>Source: He, Zhang, Ren and Sun, "Deep residual learning for image recognition", 2016, section
 * 3.3.
 *
 * @param channels the number of channels of the result, at least that of the input
 * @param stride the distance of the positions that are taken, at least 1
 */
public record ZeroPaddedShortcut(int channels, int stride) implements Module, Module.Config {
  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is below 1
   */
  public ZeroPaddedShortcut {
    Settings.requireSize("zero-padded-shortcut", "channels", channels);
    Settings.requireSize("zero-padded-shortcut", "stride", stride);
  }

  /** Returns this, its own config. */
  @Override
  public ZeroPaddedShortcut config() {
    return this;
  }

  @Override
  public Shape build(Shape input, Construction construction) {
    requireFit(input);
    int[] sizes = input.toArray();
    sizes[1] = channels;
    for (int axis = 2; axis < sizes.length; axis++) {
      sizes[axis] = (sizes[axis] + stride - 1) / stride;
    }
    return Shape.of(sizes);
  }

  private void requireFit(Shape input) {
    if (input.rank() < 3 || input.size(1) > channels) {
      throw ShapeException.of(
          "zero-padded-shortcut",
          "the input does not fit",
          "at most " + channels + " channels, (N, C, L) or (N, C, H, W)",
          input.toString());
    }
  }

  @Override
  public Tensor forward(Tensor x, Context context) {
    requireFit(x.shape());
    Tensor y = x;
    for (int axis = 2; axis < x.rank(); axis++) {
      y = Shaping.slice(y, axis, 0, x.size(axis), stride);
    }
    return Resampling.pad(y, 0.0, 1, 0, channels - x.size(1));
  }
}
