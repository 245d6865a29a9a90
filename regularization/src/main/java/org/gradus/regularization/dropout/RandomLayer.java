package org.gradus.regularization.dropout;

import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.module.Construction;
import org.gradus.layers.module.Context;
import org.gradus.layers.module.Module;

/**
 * A module that changes numbers at random where the {@linkplain Context#isRandom context} says so,
 * and otherwise returns them as they are. It has neither parameters nor state: it is a record of
 * its settings, and its own config.
 */
public interface RandomLayer extends Module, Module.Config {
  /** Returns what becomes of x, of the same shape. */
  Tensor randomized(Tensor x, RandomSource random);

  /** Returns this, its own config. */
  @Override
  default Module.Config config() {
    return this;
  }

  /** Returns the shape of the input, which is that of the result. */
  @Override
  default Shape build(Shape input, Construction construction) {
    return input;
  }

  @Override
  default Tensor forward(Tensor x, Context context) {
    return context.isRandom() ? randomized(x, context.random()) : x;
  }
}
