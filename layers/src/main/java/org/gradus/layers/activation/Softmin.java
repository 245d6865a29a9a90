package org.gradus.layers.activation;

import org.gradus.core.json.Defaults;
import org.gradus.core.reductions.Reductions;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.module.Construction;
import org.gradus.layers.module.Context;
import org.gradus.layers.module.Module;

/**
 * Makes a distribution of the numbers along an axis in which small ones weigh most: yᵢ = e^−xᵢ / Σⱼ
 * e^−xⱼ, the {@link Softmax} of −x.
 *
 * @param axis along which elements add up, from the end if negative
 */
public record Softmin(int axis) implements Module, Module.Config {
  /** Creates that over the last axis. */
  @Defaults
  public Softmin() {
    this(-1);
  }

  /** Returns this, its own config. */
  @Override
  public Softmin config() {
    return this;
  }

  @Override
  public Shape build(Shape input, Construction construction) {
    input.axis("softmin", axis);
    return input;
  }

  @Override
  public Tensor forward(Tensor x, Context context) {
    return Reductions.softmax(x.neg(), axis);
  }
}
