package org.gradus.layers.shaping;

import org.gradus.core.plugin.Settings;
import org.gradus.core.resampling.Resampling;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.module.Construction;
import org.gradus.layers.module.Context;
import org.gradus.layers.module.Module;

/**
 * Makes pixels of channels: (N, C · f², H, W) to (N, C, H · f, W · f), channel c · f² + u · f + v
 * going to rows i · f + u and columns j · f + v.
 *
 * <p>Source: Shi et al., "Real-time single image and video super-resolution using an efficient
 * sub-pixel convolutional neural network", 2016.
 *
 * @param factor f, at least 1
 */
public record PixelShuffle(int factor) implements Module, Module.Config {
  /**
   * Checks the factor.
   *
   * @throws IllegalArgumentException if it is below 1
   */
  public PixelShuffle {
    Settings.requireSize("pixel-shuffle", "factor", factor);
  }

  /** Returns this, its own config. */
  @Override
  public PixelShuffle config() {
    return this;
  }

  @Override
  public Shape build(Shape input, Construction construction) {
    return Resampling.pixelShuffle(Tensor.zeros(DType.FLOAT32, input), factor).shape();
  }

  @Override
  public Tensor forward(Tensor x, Context context) {
    return Resampling.pixelShuffle(x, factor);
  }
}
