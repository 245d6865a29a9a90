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
import org.gradus.layers.initialization.Fans;
import org.gradus.layers.initialization.He;
import org.gradus.layers.initialization.Initializer;
import org.gradus.layers.module.BuildException;
import org.gradus.layers.module.Construction;
import org.gradus.layers.module.Context;
import org.gradus.layers.module.Module;
import org.jspecify.annotations.Nullable;

/**
 * Combines two inputs by a matrix for every output: yₖ = x₁ᵀ · Wₖ · x₂ + bₖ over the last axes.
 *
 * <p>Shapes: x₁ (…, in1), x₂ (…, in2), {@code weight} W (out, in1, in2), {@code bias} b (out), y
 * (…, out); the other axes of both inputs are the same. Sizes may be left open. Of one input x it
 * is the quadratic form xᵀ · Wₖ · x + bₖ.
 *
 * <p>Computed as one product of the matrix (out, in1 · in2) with all products of two numbers, which
 * takes memory for in1 · in2 numbers a sample. Weight and bias start as PyTorch's, uniform between
 * ±1 / √in1.
 */
public final class Bilinear implements Module {
  private final Config config;
  private @Nullable Parameter weight;
  private @Nullable Parameter bias;

  /** Creates a layer, still without parameters. */
  public Bilinear(Config config) {
    this.config = config;
  }

  /**
   * What a bilinear layer is made of.
   *
   * @param out the number of outputs, at least 1
   * @param in1 the number of features of the first input, at least 1; empty to infer it
   * @param in2 that of the second input
   * @param weight how the weight starts
   * @param bias how the bias starts; empty for none
   */
  public record Config(
      int out,
      Optional<Integer> in1,
      Optional<Integer> in2,
      Initializer weight,
      Optional<Initializer> bias)
      implements Module.Config {
    /**
     * Checks the sizes.
     *
     * @throws IllegalArgumentException if a size is below 1
     */
    public Config {
      Settings.requireSize("bilinear", "out", out);
      in1.ifPresent(size -> Settings.requireSize("bilinear", "in1", size));
      in2.ifPresent(size -> Settings.requireSize("bilinear", "in2", size));
    }

    /** Infers the numbers of features, and starts as PyTorch does. */
    @Defaults
    public Config(int out) {
      this(out, Optional.empty(), Optional.empty(), He.pytorch(), Optional.of(He.pytorch()));
    }
  }

  /**
   * Returns a layer that infers the numbers of its inputs when it is built.
   *
   * @throws IllegalArgumentException if the size is below 1
   */
  public static Bilinear of(int out) {
    return new Bilinear(new Config(out));
  }

  /**
   * Returns a layer.
   *
   * @throws IllegalArgumentException if a size is below 1
   */
  public static Bilinear of(int in1, int in2, int out) {
    Config inferred = new Config(out);
    return new Bilinear(
        new Config(out, Optional.of(in1), Optional.of(in2), inferred.weight, inferred.bias));
  }

  /** Returns a new layer like this one whose weight starts otherwise. */
  public Bilinear withWeight(Initializer initializer) {
    return with(initializer, config.bias);
  }

  /** Returns a new layer like this one whose bias starts otherwise. */
  public Bilinear withBias(Initializer initializer) {
    return with(config.weight, Optional.of(initializer));
  }

  /** Returns a new layer like this one without a bias. */
  public Bilinear withoutBias() {
    return with(config.weight, Optional.empty());
  }

  private Bilinear with(Initializer weightStart, Optional<Initializer> biasStart) {
    return new Bilinear(new Config(config.out, config.in1, config.in2, weightStart, biasStart));
  }

  @Override
  public Config config() {
    return config;
  }

  /** Builds the layer for two inputs of one shape, or for a quadratic form. */
  @Override
  public Shape build(Shape input, Construction construction) {
    int features = input.rank() == 0 ? 0 : input.size(-1);
    return build(
        input,
        input.rank() == 0 ? input : input.withSize(-1, config.in2.orElse(features)),
        construction);
  }

  /**
   * Builds the layer for two inputs.
   *
   * @param first the shape of the first input, (…, in1)
   * @param second the shape of the second input, (…, in2)
   * @return the shape of the result, (…, out)
   * @throws ShapeException if they do not fit the config or each other
   */
  public Shape build(Shape first, Shape second, Construction construction) {
    if (weight != null) {
      throw BuildException.builtBefore("bilinear", construction);
    }
    requireFit(first, second);
    Shape shape = Shape.of(config.out, first.size(-1), second.size(-1));
    // As PyTorch: an output's connections to the first input, the second one being given.
    Fans fans = new Fans(shape, first.size(-1), config.out);
    weight = construction.parameter("weight", shape, fans, config.weight);
    if (config.bias.isPresent()) {
      bias = construction.parameter("bias", Shape.of(config.out), fans, config.bias.get());
    }
    return first.withSize(-1, config.out);
  }

  private void requireFit(Shape first, Shape second) {
    Parameter w = weight;
    Optional<Integer> in1 = w == null ? config.in1 : Optional.of(w.shape().size(1));
    Optional<Integer> in2 = w == null ? config.in2 : Optional.of(w.shape().size(2));
    if (!fits(in1, first)
        || !fits(in2, second)
        || !first.withSize(-1, 1).equals(second.withSize(-1, 1))) {
      throw ShapeException.of(
          "bilinear",
          "the inputs do not fit",
          "(…, " + named(in1, "in1") + ") and (…, " + named(in2, "in2") + ")",
          first + " and " + second);
    }
  }

  private static boolean fits(Optional<Integer> features, Shape input) {
    return input.rank() > 0
        && input.size(-1) > 0
        && features.map(size -> size == input.size(-1)).orElse(true);
  }

  private static String named(Optional<Integer> size, String name) {
    return size.map(String::valueOf).orElse(name);
  }

  /**
   * Computes the quadratic forms of one input.
   *
   * @throws ShapeException if the layer takes two inputs of different sizes; they are passed to
   *     {@link #forward(Tensor, Tensor, Context)}
   */
  @Override
  public Tensor forward(Tensor x, Context context) {
    Parameter w = weight;
    if (w != null && w.shape().size(1) != w.shape().size(2)) {
      throw ShapeException.of(
          "bilinear",
          "a quadratic form needs inputs of one size",
          "forward(first, second, context)",
          "one input",
          w.shape());
    }
    return forward(x, x, context);
  }

  /**
   * Combines two inputs.
   *
   * @param first (…, in1)
   * @param second (…, in2)
   * @return (…, out)
   * @throws ShapeException if they do not fit
   */
  public Tensor forward(Tensor first, Tensor second, Context context) {
    Parameter w = weight;
    if (w == null) {
      throw BuildException.notBuilt("bilinear", context);
    }
    requireFit(first.shape(), second.shape());
    int pairs = w.shape().size(1) * w.shape().size(2);
    Tensor products = first.unsqueeze(-1).mul(second.unsqueeze(-2));
    Tensor x = products.reshape(first.shape().withSize(-1, pairs));
    Tensor matrix = w.tensor().reshape(config.out, pairs);
    Parameter b = bias;
    return b == null
        ? LinearAlgebra.linear(x, matrix)
        : LinearAlgebra.linear(x, matrix, b.tensor());
  }

  @Override
  public Map<String, Parameter> ownParameters() {
    Map<String, Parameter> own = new LinkedHashMap<>();
    if (weight != null) {
      own.put("weight", weight);
    }
    if (bias != null) {
      own.put("bias", bias);
    }
    return own;
  }

  /**
   * Returns in1 · in2 · (out + 1) for each pair of vectors; in2 is in1 before the layer is built.
   */
  @Override
  public long multiplyAdds(Shape input) {
    Parameter w = weight;
    long in1 = input.size(-1);
    long in2 = w == null ? config.in2.orElse(input.size(-1)) : w.shape().size(2);
    return input.elements() / in1 * in1 * in2 * (config.out + 1L);
  }
}
