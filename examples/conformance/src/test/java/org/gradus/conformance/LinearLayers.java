package org.gradus.conformance;

import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.linear.Bilinear;
import org.gradus.layers.linear.Linear;
import org.gradus.layers.module.Construction;
import org.gradus.layers.module.Context;

/** Of the family {@code layers}: products with matrices. */
final class LinearLayers {
  private LinearLayers() {}

  static void addTo(Operations operations) {
    operations.one("linear", LinearLayers::linear);
    operations.one("bilinear", LinearLayers::bilinear);
  }

  private static Tensor linear(Arguments in) {
    Linear layer = Linear.of(in.integer("in_features"), in.integer("out_features"));
    Linear chosen = in.flag("bias") ? layer : layer.withoutBias();
    return in.built(chosen, in.x().shape()).forward(in.x(), Context.eval());
  }

  private static Tensor bilinear(Arguments in) {
    int out = in.integer("out_features");
    Bilinear layer = Bilinear.of(in.integer("in1_features"), in.integer("in2_features"), out);
    Bilinear chosen = in.flag("bias") ? layer : layer.withoutBias();
    Tensor first = in.tensor("x1");
    Tensor second = in.tensor("x2");
    chosen.build(first.shape(), second.shape(), Construction.of(in.dtype(), RandomSource.of(1)));
    in.bindAll(chosen);
    return chosen.forward(first, second, Context.eval());
  }
}
