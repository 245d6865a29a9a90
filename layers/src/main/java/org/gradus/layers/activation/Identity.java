package org.gradus.layers.activation;

import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.module.Construction;
import org.gradus.layers.module.Context;
import org.gradus.layers.module.Module;

/** Returns its input: y = x. For places that take a module where nothing is to be done. */
public record Identity() implements Module, Module.Config {
  /** Returns this, its own config. */
  @Override
  public Identity config() {
    return this;
  }

  @Override
  public Shape build(Shape input, Construction construction) {
    return input;
  }

  @Override
  public Tensor forward(Tensor x, Context context) {
    return x;
  }
}
