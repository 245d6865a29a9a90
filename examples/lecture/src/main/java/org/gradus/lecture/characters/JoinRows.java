package org.gradus.lecture.characters;

import org.gradus.core.plugin.Settings;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.module.Construction;
import org.gradus.layers.module.Context;
import org.gradus.layers.module.Module;

/**
 * Joins neighbouring rows: (…, features) to (rows / count, count · features), all axes but the last
 * being rows. What follows then treats every group of neighbours alike, as a convolution does whose
 * stride is its size.
 *
 * @param count how many rows become one, at least 1
 */
record JoinRows(int count) implements Module, Module.Config {
  JoinRows {
    Settings.requireSize("join-rows", "count", count);
  }

  @Override
  public JoinRows config() {
    return this;
  }

  @Override
  public Shape build(Shape input, Construction construction) {
    int features = input.size(-1);
    int rows = input.elements() / features;
    if (rows % count != 0) {
      throw ShapeException.of(
          "join-rows",
          "the rows cannot be joined",
          "a multiple of %s rows".formatted(count),
          String.valueOf(rows),
          input);
    }
    return Shape.of(rows / count, count * features);
  }

  @Override
  public Tensor forward(Tensor x, Context context) {
    return x.reshape(-1, count * x.size(-1));
  }
}
