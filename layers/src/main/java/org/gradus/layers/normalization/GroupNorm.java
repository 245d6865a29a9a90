package org.gradus.layers.normalization;

import java.util.Map;
import java.util.Optional;
import org.gradus.core.json.Defaults;
import org.gradus.core.normalization.Normalization;
import org.gradus.core.plugin.Settings;
import org.gradus.core.tensor.Parameter;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.initialization.Constant;
import org.gradus.layers.initialization.Initializer;
import org.gradus.layers.module.BuildException;
import org.gradus.layers.module.Construction;
import org.gradus.layers.module.Context;
import org.gradus.layers.module.Mode;
import org.gradus.layers.module.Normalizer;
import org.jspecify.annotations.Nullable;

/**
 * Normalizes groups of neighbouring channels, each example by itself: y = w · (x − μ) / √(σ² + ε) +
 * b, with statistics over the channels of a group and all positions.
 *
 * <p>Shapes: x and y (N, C, …), {@code weight} w and {@code bias} b (C). Examples do not depend on
 * each other, so that it serves where batches are too small for batch normalization. Weights start
 * at 1, biases at 0; neither should be decayed.
 *
 * <p>Source: Wu and He, "Group normalization", 2018.
 */
public final class GroupNorm implements Normalizer {
  private static final String NAME = "group-norm";

  private final Config config;
  private @Nullable GainAndShift affine;

  /** Creates a normalizer, still without parameters. */
  public GroupNorm(Config config) {
    this.config = config;
  }

  /**
   * What a group normalization is made of.
   *
   * @param groups the number of groups, at least 1
   * @param epsilon ε ≥ 0
   * @param weight how the weight starts; empty for none
   * @param bias how the bias starts; empty for none
   */
  public record Config(
      int groups, double epsilon, Optional<Initializer> weight, Optional<Initializer> bias)
      implements Normalizer.Config {
    /**
     * Checks the settings.
     *
     * @throws IllegalArgumentException if there are no groups, or ε is negative or not finite
     */
    public Config {
      Settings.requireSize(NAME, "groups", groups);
      Settings.requireNotNegative(NAME, "epsilon", epsilon);
    }

    /** Has weight and bias, and ε = 10⁻⁵. */
    @Defaults
    public Config(int groups) {
      this(groups, 1e-5, Optional.of(Constant.ones()), Optional.of(Constant.zeros()));
    }
  }

  /**
   * Returns a normalizer.
   *
   * @throws IllegalArgumentException if there are no groups
   */
  public static GroupNorm of(int groups) {
    return new GroupNorm(new Config(groups));
  }

  /** Returns a new normalizer like this one with another ε. */
  public GroupNorm withEpsilon(double epsilon) {
    return new GroupNorm(new Config(config.groups, epsilon, config.weight, config.bias));
  }

  /** Returns a new normalizer like this one without weight and bias. */
  public GroupNorm withoutAffine() {
    return new GroupNorm(
        new Config(config.groups, config.epsilon, Optional.empty(), Optional.empty()));
  }

  @Override
  public Config config() {
    return config;
  }

  @Override
  public boolean mixesExamples(Mode mode) {
    return false;
  }

  @Override
  public Shape build(Shape input, Construction construction) {
    if (affine != null) {
      throw BuildException.builtBefore(NAME, construction);
    }
    if (input.rank() < 2 || input.size(1) % config.groups != 0) {
      throw ShapeException.of(
          NAME,
          "the channels do not divide into groups",
          "(N, C, …) with C a multiple of " + config.groups,
          input.toString());
    }
    if (input.elements(1, input.rank()) == config.groups) {
      throw ShapeException.of(
          NAME, "a group of one number has no variance", "at least 2 numbers", "1", input);
    }
    affine = GainAndShift.create(construction, Shape.of(input.size(1)), config.weight, config.bias);
    return input;
  }

  @Override
  public Tensor forward(Tensor x, Context context) {
    GainAndShift learned = affine;
    if (learned == null) {
      throw BuildException.notBuilt(NAME, context);
    }
    return Normalization.group(
        x, config.groups, learned.gain(x.dtype()), learned.shift(x.dtype()), config.epsilon);
  }

  @Override
  public Map<String, Parameter> ownParameters() {
    GainAndShift learned = affine;
    return learned == null ? Map.of() : learned.parameters();
  }

  /** Returns one for each element. */
  @Override
  public long multiplyAdds(Shape input) {
    return input.elements();
  }
}
