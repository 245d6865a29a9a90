package org.gradus.layers.linear;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.gradus.core.json.Defaults;
import org.gradus.core.linear.LinearAlgebra;
import org.gradus.core.plugin.Settings;
import org.gradus.core.tensor.Parameter;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.initialization.Constant;
import org.gradus.layers.initialization.Fans;
import org.gradus.layers.initialization.He;
import org.gradus.layers.initialization.Initializer;
import org.gradus.layers.module.BuildException;
import org.gradus.layers.module.Construction;
import org.gradus.layers.module.Context;
import org.gradus.layers.module.WeightedLayer;
import org.jspecify.annotations.Nullable;

/**
 * Multiplies by a matrix and adds a bias: y = x · Wᵀ + b over the last axis.
 *
 * <p>Shapes: x (…, in), {@code weight} W (out, in), {@code bias} b (out), y (…, out), as in
 * PyTorch. The input size may be left open; it is then that of the shape the layer is built for.
 *
 * <pre>{@code
 * Linear.of(40, 100)
 * Linear.of(100).withWeight(He.normal()).withBias(Constant.zeros())
 * }</pre>
 *
 * <p>By default weight and bias start as PyTorch's do, uniform between ±1 / √in ({@link
 * He#pytorch()}): moderate before any activation function and none. Deep networks of ReLUs start
 * better from {@link He#normal()}.
 */
public final class Linear implements WeightedLayer {
  private final Config config;
  private Map<String, Parameter> parameters = Map.of();
  private @Nullable Parameter weight;
  private @Nullable Parameter bias;

  /** Creates a layer, still without parameters. */
  public Linear(Config config) {
    this.config = config;
  }

  /**
   * What a linear layer is made of.
   *
   * @param out the number of outputs, at least 1
   * @param in the number of inputs, at least 1; empty to infer it from the input
   * @param weight how the weight starts
   * @param bias how the bias starts; empty for none
   */
  public record Config(
      int out, Optional<Integer> in, Initializer weight, Optional<Initializer> bias)
      implements WeightedLayer.Config {
    /**
     * Checks the sizes.
     *
     * @throws IllegalArgumentException if a size is below 1
     */
    public Config {
      Settings.requireSize("linear", "out", out);
      in.ifPresent(size -> Settings.requireSize("linear", "in", size));
    }

    /** Infers the number of inputs, and starts as PyTorch does. */
    @Defaults
    public Config(int out) {
      this(out, Optional.empty(), He.pytorch(), Optional.of(He.pytorch()));
    }
  }

  /**
   * Returns a layer that infers the number of its inputs when it is built.
   *
   * @throws IllegalArgumentException if the size is below 1
   */
  public static Linear of(int out) {
    return new Linear(new Config(out));
  }

  /**
   * Returns a layer.
   *
   * @throws IllegalArgumentException if a size is below 1
   */
  public static Linear of(int in, int out) {
    Config inferred = new Config(out);
    return new Linear(new Config(out, Optional.of(in), inferred.weight, inferred.bias));
  }

  /** Returns a new layer like this one whose weight starts otherwise. */
  public Linear withWeight(Initializer initializer) {
    return new Linear(new Config(config.out, config.in, initializer, config.bias));
  }

  /** Returns a new layer like this one whose bias starts otherwise. */
  public Linear withBias(Initializer initializer) {
    return new Linear(new Config(config.out, config.in, config.weight, Optional.of(initializer)));
  }

  /** Returns a new layer like this one without a bias. */
  public Linear withoutBias() {
    return new Linear(new Config(config.out, config.in, config.weight, Optional.empty()));
  }

  @Override
  public Config config() {
    return config;
  }

  @Override
  public Shape build(Shape input, Construction construction) {
    if (weight != null) {
      throw BuildException.builtBefore("linear", construction);
    }
    int in = inputSize(input);
    Shape shape = Shape.of(config.out, in);
    Fans fans = Fans.of(shape);
    Map<String, Parameter> created = new LinkedHashMap<>();
    weight = construction.parameter("weight", shape, fans, config.weight);
    created.put("weight", weight);
    if (config.bias.isPresent()) {
      bias = construction.parameter("bias", Shape.of(config.out), fans, config.bias.get());
      created.put("bias", bias);
    }
    parameters = created;
    return input.withSize(-1, config.out);
  }

  private int inputSize(Shape input) {
    int size = input.rank() == 0 ? 0 : input.size(-1);
    if (size < 1 || size != config.in.orElse(size)) {
      throw ShapeException.of(
          "linear",
          "the input does not fit",
          "(…, " + config.in.map(String::valueOf).orElse("in") + ")",
          input.toString());
    }
    return size;
  }

  @Override
  public Tensor forward(Tensor x, Context context) {
    Parameter w = weight;
    if (w == null) {
      throw BuildException.notBuilt("linear", context);
    }
    return forward(x, w.tensor(), context);
  }

  @Override
  public Tensor forward(Tensor x, Tensor otherWeight, Context context) {
    Parameter b = bias;
    return b == null
        ? LinearAlgebra.linear(x, otherWeight)
        : LinearAlgebra.linear(x, otherWeight, b.tensor());
  }

  @Override
  public Parameter weight() {
    Parameter w = weight;
    if (w == null) {
      throw BuildException.withoutParameters("linear");
    }
    return w;
  }

  @Override
  public Linear rescaled(Tensor scale, Tensor shift) {
    Tensor w = weight().tensor().detach();
    Parameter b = bias;
    Tensor moved = b == null ? shift : b.tensor().detach().mul(scale).add(shift);
    Linear layer = config.bias.isPresent() ? new Linear(config) : withBias(Constant.zeros());
    layer.build(
        Shape.of(1, w.size(1)),
        Construction.restoring(
            w.dtype(),
            (path, dtype, shape) -> path.equals("weight") ? w.mul(scale.unsqueeze(1)) : moved));
    return layer;
  }

  @Override
  public Map<String, Parameter> ownParameters() {
    return parameters;
  }

  /** Returns in · out for each vector of the input. */
  @Override
  public long multiplyAdds(Shape input) {
    return (long) input.elements() * config.out;
  }
}
