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
 * Makes channels of pixels, the inverse of {@link PixelShuffle}: (N, C, H · f, W · f) to (N, C ·
 * f², H, W).
 *
 * <p>Source: Shi et al., "Real-time single image and video super-resolution using an efficient
 * sub-pixel convolutional neural network", 2016.
 *
 * @param factor f, at least 1
 */
public record PixelUnshuffle(int factor) implements Module, Module.Config {
  /**
   * Checks the factor.
   *
   * @throws IllegalArgumentException if it is below 1
   */
  public PixelUnshuffle {
    Settings.requireSize("pixel-unshuffle", "factor", factor);
  }

  /** Returns this, its own config. */
  @Override
  public PixelUnshuffle config() {
    return this;
  }

  @Override
  public Shape build(Shape input, Construction construction) {
    return Resampling.pixelUnshuffle(Tensor.zeros(DType.FLOAT32, input), factor).shape();
  }

  @Override
  public Tensor forward(Tensor x, Context context) {
    return Resampling.pixelUnshuffle(x, factor);
  }
}
