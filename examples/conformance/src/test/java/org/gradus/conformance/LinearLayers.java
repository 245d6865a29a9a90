package org.gradus.conformance;

import org.gradus.core.tensor.Tensor;
import org.gradus.layers.linear.Linear;
import org.gradus.layers.module.Context;

/** Of the family {@code layers}: products with matrices. */
final class LinearLayers {
  private LinearLayers() {}

  static void addTo(Operations operations) {
    operations.one("linear", LinearLayers::linear);
  }

  private static Tensor linear(Arguments in) {
    Linear layer = Linear.of(in.integer("in_features"), in.integer("out_features"));
    Linear chosen = in.flag("bias") ? layer : layer.withoutBias();
    return in.built(chosen, in.x().shape()).forward(in.x(), Context.eval());
  }
}
