package org.gradus.layers.activation;

import org.gradus.core.pointwise.UnaryFunction;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.module.Construction;
import org.gradus.layers.module.Context;
import org.gradus.layers.module.Module;

/**
 * A module that applies one function to every element: a record of the function's settings, which
 * is its own config.
 *
 * <p>The function gives value and derivative as scalar formulas; they run at the speed of a loop
 * written for them, also when they come from a plugin. A new one is a record such as
 *
 * <pre>{@code
 * public record Cube() implements Activation {
 *   public UnaryFunction function() {
 *     return CubeFunction.INSTANCE;
 *   }
 * }
 * }</pre>
 *
 * and its line in a provider, {@code Component.of("cube", Cube.class, Function.identity())}.
 */
public interface Activation extends Module, Module.Config {
  /** Returns the function; the same instance at every call. */
  UnaryFunction function();

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
    return x.map(function());
  }
}
