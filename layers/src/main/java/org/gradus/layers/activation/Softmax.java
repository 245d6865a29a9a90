package org.gradus.layers.activation;

import org.gradus.core.json.Defaults;
import org.gradus.core.reductions.Reductions;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.module.Construction;
import org.gradus.layers.module.Context;
import org.gradus.layers.module.Module;

/**
 * Makes a distribution of the numbers along an axis: yᵢ = e^xᵢ / Σⱼ e^xⱼ, in [0, 1] and of sum 1;
 * dx = y · (dy − Σ dy · y). The largest number is subtracted first, so that nothing overflows. A
 * line of −∞ alone becomes NaN.
 *
 * @param axis along which elements add up, from the end if negative
 */
public record Softmax(int axis) implements Module, Module.Config {
  /** Creates that over the last axis. */
  @Defaults
  public Softmax() {
    this(-1);
  }

  /** Returns this, its own config. */
  @Override
  public Softmax config() {
    return this;
  }

  @Override
  public Shape build(Shape input, Construction construction) {
    input.axis("softmax", axis);
    return input;
  }

  @Override
  public Tensor forward(Tensor x, Context context) {
    return Reductions.softmax(x, axis);
  }
}
