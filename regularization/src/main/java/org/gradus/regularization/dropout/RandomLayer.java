package org.gradus.regularization.dropout;

import org.gradus.core.plugin.Settings;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;
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

  /**
   * Requires the probability of something to be dropped, from 0 to below 1.
   *
   * @param component what messages call the module
   * @throws IllegalArgumentException if it is not
   */
  static void requireProbability(String component, double probability) {
    Settings.require(
        probability >= 0 && probability < 1,
        component,
        "probability",
        "a number from 0 to below 1",
        probability);
  }

  /**
   * Requires a shape (N, C, …), and returns it.
   *
   * @param component what messages call the module
   * @throws ShapeException if it is not one
   */
  static Shape requireChannels(String component, Shape input) {
    if (input.rank() < 2) {
      throw ShapeException.of(component, "the input does not fit", "(N, C, …)", input.toString());
    }
    return input;
  }
}
