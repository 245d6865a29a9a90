package org.gradus.layers.activation;

import java.util.Map;
import org.gradus.core.json.Defaults;
import org.gradus.core.plugin.Settings;
import org.gradus.core.pointwise.BinaryFunction;
import org.gradus.core.pointwise.Lanes;
import org.gradus.core.tensor.Parameter;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.initialization.Constant;
import org.gradus.layers.initialization.Fans;
import org.gradus.layers.module.BuildException;
import org.gradus.layers.module.Construction;
import org.gradus.layers.module.Context;
import org.gradus.layers.module.Module;
import org.jspecify.annotations.Nullable;

/**
 * Weighs a number by a logistic function of it: y = x · s with s = sigmoid(β x); dy/dx = s · (1 + β
 * x · (1 − s)) and dy/dβ = x² · s · (1 − s).
 *
 * <p>β is learned, a scalar parameter {@code beta}, or fixed. With β = 0 it is x / 2, with β = 1
 * the {@link Silu}, and with large β it comes close to ReLU.
 *
 * <p>Source: Ramachandran, Zoph and Le, "Searching for activation functions", 2017.
 */
public final class Swish implements Module {
  private final Config config;
  private @Nullable Parameter beta;

  /** Creates an activation. */
  public Swish(Config config) {
    this.config = config;
  }

  /**
   * What a swish is made of.
   *
   * @param beta β, or what it starts from; a finite number
   * @param learned whether β is a parameter
   */
  public record Config(double beta, boolean learned) implements Module.Config {
    /**
     * Checks β.
     *
     * @throws IllegalArgumentException if it is not finite
     */
    public Config {
      Settings.requireFinite("swish", "beta", beta);
    }

    /** Learns β, from 1. */
    @Defaults
    public Config() {
      this(1, true);
    }
  }

  /**
   * Returns an activation that learns β.
   *
   * @param beta what β starts from
   * @throws IllegalArgumentException if it is not finite
   */
  public static Swish learned(double beta) {
    return new Swish(new Config(beta, true));
  }

  /**
   * Returns an activation whose β stays the same.
   *
   * @throws IllegalArgumentException if it is not finite
   */
  public static Swish fixed(double beta) {
    return new Swish(new Config(beta, false));
  }

  @Override
  public Config config() {
    return config;
  }

  @Override
  public Shape build(Shape input, Construction construction) {
    if (beta != null) {
      throw BuildException.builtBefore("swish", construction);
    }
    if (config.learned) {
      Fans none = Fans.of(Shape.SCALAR);
      beta = construction.parameter("beta", Shape.SCALAR, none, new Constant(config.beta));
    }
    return input;
  }

  @Override
  public Tensor forward(Tensor x, Context context) {
    if (!config.learned) {
      return x.combine(Function.INSTANCE, Tensor.full(x.dtype(), Shape.SCALAR, config.beta));
    }
    Parameter b = beta;
    if (b == null) {
      throw BuildException.notBuilt("swish", context);
    }
    return x.combine(Function.INSTANCE, b.tensor());
  }

  @Override
  public Map<String, Parameter> ownParameters() {
    Parameter b = beta;
    return b == null ? Map.of() : Map.of("beta", b);
  }

  /** y = x · sigmoid(β x). */
  private record Function() implements BinaryFunction {
    static final Function INSTANCE = new Function();

    @Override
    public String name() {
      return "swish";
    }

    @Override
    public <V> V apply(Lanes<V> lanes, V x, V beta) {
      return lanes.multiply(x, lanes.sigmoid(lanes.multiply(x, beta)));
    }

    @Override
    public <V> V derivativeA(Lanes<V> lanes, V x, V beta) {
      V one = lanes.constant(1);
      V scaled = lanes.multiply(x, beta);
      V s = lanes.sigmoid(scaled);
      return lanes.multiply(s, lanes.fma(scaled, lanes.subtract(one, s), one));
    }

    @Override
    public <V> V derivativeB(Lanes<V> lanes, V x, V beta) {
      V s = lanes.sigmoid(lanes.multiply(x, beta));
      V slope = lanes.multiply(s, lanes.subtract(lanes.constant(1), s));
      return lanes.multiply(lanes.multiply(x, x), slope);
    }
  }
}
