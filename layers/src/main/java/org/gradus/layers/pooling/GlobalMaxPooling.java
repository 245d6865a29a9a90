package org.gradus.layers.pooling;

import java.util.Arrays;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.module.Construction;
import org.gradus.layers.module.Context;
import org.gradus.layers.module.Module;

/**
 * Takes the largest element of each channel: (N, C, H, W) or (N, C, L) to (N, C).
 *
 * <p>Where it lies at several positions, the gradient is shared among them evenly.
 */
public record GlobalMaxPooling() implements Module, Module.Config {
  /** Returns this, its own config. */
  @Override
  public GlobalMaxPooling config() {
    return this;
  }

  @Override
  public Shape build(Shape input, Construction construction) {
    PooledShape.requireWhole("global-max-pooling", input);
    return Shape.of(input.size(0), input.size(1));
  }

  @Override
  public Tensor forward(Tensor x, Context context) {
    PooledShape.requireWhole("global-max-pooling", x.shape());
    int[] axes = new int[x.rank() - 2];
    Arrays.setAll(axes, i -> 2 + i);
    return x.max(axes);
  }
}
