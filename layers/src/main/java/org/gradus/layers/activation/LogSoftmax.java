package org.gradus.layers.activation;

import org.gradus.core.json.Defaults;
import org.gradus.core.reductions.Reductions;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.module.Construction;
import org.gradus.layers.module.Context;
import org.gradus.layers.module.Module;

/**
 * Takes the logarithms of the distribution that the numbers along an axis make: yᵢ = xᵢ − ln Σⱼ
 * e^xⱼ ≤ 0; dx = dy − e^y · Σ dy. The largest number is subtracted first, so that nothing
 * overflows, and small probabilities keep their logarithms.
 *
 * @param axis along which elements add up, from the end if negative
 */
public record LogSoftmax(int axis) implements Module, Module.Config {
  /** Creates that over the last axis. */
  @Defaults
  public LogSoftmax() {
    this(-1);
  }

  /** Returns this, its own config. */
  @Override
  public LogSoftmax config() {
    return this;
  }

  @Override
  public Shape build(Shape input, Construction construction) {
    input.axis("log-softmax", axis);
    return input;
  }

  @Override
  public Tensor forward(Tensor x, Context context) {
    return Reductions.logSoftmax(x, axis);
  }
}
