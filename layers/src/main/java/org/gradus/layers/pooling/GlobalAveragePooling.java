package org.gradus.layers.pooling;

import java.util.Arrays;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.module.Construction;
import org.gradus.layers.module.Context;
import org.gradus.layers.module.Module;

/**
 * Takes the mean of each channel: (N, C, H, W) or (N, C, L) to (N, C).
 *
 * <p>Source: Lin, Chen and Yan, "Network in network", 2014.
 */
public record GlobalAveragePooling() implements Module, Module.Config {
  /** Returns this, its own config. */
  @Override
  public GlobalAveragePooling config() {
    return this;
  }

  @Override
  public Shape build(Shape input, Construction construction) {
    PooledShape.requireWhole("global-average-pooling", input);
    return Shape.of(input.size(0), input.size(1));
  }

  @Override
  public Tensor forward(Tensor x, Context context) {
    PooledShape.requireWhole("global-average-pooling", x.shape());
    int[] axes = new int[x.rank() - 2];
    Arrays.setAll(axes, i -> 2 + i);
    return x.mean(axes);
  }
}
