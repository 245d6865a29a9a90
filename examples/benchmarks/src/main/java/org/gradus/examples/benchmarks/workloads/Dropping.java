package org.gradus.examples.benchmarks.workloads;

import org.gradus.core.dropout.Dropouts;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.module.Construction;
import org.gradus.layers.module.Context;
import org.gradus.layers.module.Module;

/** Dropout in training. */
record Dropping(double probability) implements Module, Module.Config {
  @Override
  public Config config() {
    return this;
  }

  @Override
  public Shape build(Shape input, Construction construction) {
    return input;
  }

  @Override
  public Tensor forward(Tensor x, Context context) {
    return context.isTraining() ? Dropouts.elements(x, probability, context.random()) : x;
  }
}
