package org.gradus.layers.attention;

import java.util.Map;
import org.gradus.core.json.Defaults;
import org.gradus.core.plugin.Settings;
import org.gradus.core.tensor.Parameter;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.initialization.Fans;
import org.gradus.layers.initialization.Initializer;
import org.gradus.layers.initialization.Normal;
import org.gradus.layers.module.BuildException;
import org.gradus.layers.module.Construction;
import org.gradus.layers.module.Context;
import org.gradus.layers.module.Module;
import org.gradus.layers.module.ParameterRole;
import org.jspecify.annotations.Nullable;

/**
 * Adds a learned vector for each position: y[n, t] = x[n, t] + p[t].
 *
 * <p>Shapes: x and y (N, T, C) with T up to {@code length}, {@code weight} p (length, C), which
 * starts normal with a standard deviation of 0.02, as GPT-2's does. Longer sequences are refused.
 *
 * <p>Source: Gehring et al., "Convolutional sequence to sequence learning", 2017.
 */
public final class LearnedPositions implements Module {
  private static final String NAME = "learned-positions";

  private final Config config;
  private @Nullable Parameter weight;

  /** Creates positions, still without vectors. */
  public LearnedPositions(Config config) {
    this.config = config;
  }

  /**
   * What learned positions are made of.
   *
   * @param length the number of positions, at least 1
   * @param weight how the vectors start
   */
  public record Config(int length, Initializer weight) implements Module.Config {
    /**
     * Checks the number of positions.
     *
     * @throws IllegalArgumentException if it is below 1
     */
    public Config {
      Settings.requireSize(NAME, "length", length);
    }

    /** Starts as GPT-2 does. */
    @Defaults
    public Config(int length) {
      this(length, new Normal(0, 0.02));
    }
  }

  /**
   * Returns learned positions.
   *
   * @throws IllegalArgumentException if their number is below 1
   */
  public static LearnedPositions of(int length) {
    return new LearnedPositions(new Config(length));
  }

  @Override
  public Config config() {
    return config;
  }

  @Override
  public Shape build(Shape input, Construction construction) {
    if (weight != null) {
      throw BuildException.builtBefore(NAME, construction);
    }
    if (input.rank() != 3 || input.size(1) > config.length) {
      throw misfit("C", input);
    }
    Shape shape = Shape.of(config.length, input.size(2));
    weight = construction.parameter("weight", shape, Fans.of(shape), config.weight);
    return input;
  }

  private ShapeException misfit(String features, Shape input) {
    return ShapeException.of(
        NAME,
        "the input does not fit",
        "(N, T, %s), T at most %s".formatted(features, config.length),
        input.toString());
  }

  @Override
  public Tensor forward(Tensor x, Context context) {
    Parameter table = weight;
    if (table == null) {
      throw BuildException.notBuilt(NAME, context);
    }
    Tensor vectors = table.tensor();
    if (x.rank() != 3 || x.size(1) > config.length || x.size(2) != vectors.size(1)) {
      throw misfit(String.valueOf(vectors.size(1)), x.shape());
    }
    return x.add(vectors.slice(0, 0, x.size(1)));
  }

  @Override
  public ParameterRole role(String path, Shape shape) {
    return ParameterRole.TABLE;
  }

  @Override
  public Map<String, Parameter> ownParameters() {
    Parameter table = weight;
    return table == null ? Map.of() : Map.of("weight", table);
  }
}
