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
 * <p>{@link Formula} is the form in which a new one is written, in one file. Value and derivative
 * are scalar formulas; they run at the speed of a loop written for them, also when they come from a
 * plugin.
 */
public interface Activation extends Module, Module.Config {
  /** Returns the function; the same or an equal one at every call. */
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

  /**
   * An activation that is its own function: settings, formula and derivative in one record.
   *
   * <pre>{@code
   * public record Cube(double scale) implements Activation.Formula {
   *   public String name() {
   *     return "cube";
   *   }
   *
   *   public <V> V apply(Lanes<V> lanes, V x) {
   *     V cube = lanes.multiply(lanes.multiply(x, x), x);
   *     return lanes.multiply(cube, lanes.constant(scale));
   *   }
   *
   *   public <V> V derivative(Lanes<V> lanes, V x, V y) {
   *     return lanes.multiply(lanes.multiply(x, x), lanes.constant(3 * scale));
   *   }
   *
   *   public Reads reads() {
   *     return Reads.INPUT;
   *   }
   * }
   * }</pre>
   *
   * and its line in a provider, {@code Component.of("cube", Cube.class, Function.identity())}.
   *
   * <p>As any {@link UnaryFunction} it can also be applied to a tensor without a network: {@code
   * x.map(new Cube(2))}. A derivative that can be computed from the output should be: the output is
   * kept by the next layer anyway, the input by nobody else.
   */
  interface Formula extends Activation, UnaryFunction {
    /** Returns this, its own function. */
    @Override
    default UnaryFunction function() {
      return this;
    }
  }
}
