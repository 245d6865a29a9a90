package org.gradus.layers.normalization;

import java.util.Arrays;
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
 * Normalizes the units of a layer by their own mean and variance, each example by itself: y = w ·
 * (x − μ) / √(σ² + ε) + b, with statistics over the last axes.
 *
 * <p>Shapes: x and y (…, features), {@code weight} w and {@code bias} b (features), where the
 * features are the last {@code axes} axes, one by default. All units of an example share μ and σ,
 * examples do not, and training and evaluation do the same. Weights start at 1, biases at 0;
 * neither should be decayed.
 *
 * <pre>{@code
 * LayerNorm.create()
 * LayerNorm.create().withEpsilon(1e-6).withoutBias()
 * }</pre>
 *
 * <p>Source: Ba, Kiros and Hinton, "Layer normalization", 2016.
 */
public final class LayerNorm implements Normalizer {
  private static final String NAME = "layer-norm";

  private final Config config;
  private @Nullable GainAndShift affine;

  /** Creates a normalizer, still without parameters. */
  public LayerNorm(Config config) {
    this.config = config;
  }

  /**
   * What a layer normalization is made of.
   *
   * @param axes how many of the last axes have the features, at least 1
   * @param epsilon ε ≥ 0
   * @param weight how the weight starts; empty for none
   * @param bias how the bias starts; empty for none
   */
  public record Config(
      int axes, double epsilon, Optional<Initializer> weight, Optional<Initializer> bias)
      implements Normalizer.Config {
    /**
     * Checks the settings.
     *
     * @throws IllegalArgumentException if there are no axes, or ε is negative or not finite
     */
    public Config {
      Settings.requireSize(NAME, "axes", axes);
      Settings.requireNotNegative(NAME, "epsilon", epsilon);
    }

    /** Normalizes the last axis, with ε = 10⁻⁵. */
    @Defaults
    public Config() {
      this(1, 1e-5, Optional.of(Constant.ones()), Optional.of(Constant.zeros()));
    }
  }

  /** Returns a normalizer of the last axis. */
  public static LayerNorm create() {
    return new LayerNorm(new Config());
  }

  /** Returns a new normalizer like this one of so many axes, the last ones. */
  public LayerNorm withAxes(int axes) {
    return new LayerNorm(new Config(axes, config.epsilon, config.weight, config.bias));
  }

  /** Returns a new normalizer like this one with another ε. */
  public LayerNorm withEpsilon(double epsilon) {
    return new LayerNorm(new Config(config.axes, epsilon, config.weight, config.bias));
  }

  /** Returns a new normalizer like this one without a bias. */
  public LayerNorm withoutBias() {
    return new LayerNorm(new Config(config.axes, config.epsilon, config.weight, Optional.empty()));
  }

  /** Returns a new normalizer like this one without weight and bias. */
  public LayerNorm withoutAffine() {
    return new LayerNorm(
        new Config(config.axes, config.epsilon, Optional.empty(), Optional.empty()));
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
    Shape features = features(NAME, config.axes, input);
    if (features.elements() == 1) {
      throw ShapeException.of(
          NAME, "one feature has no variance", "at least 2 features", "1", input);
    }
    affine = GainAndShift.create(construction, features, config.weight, config.bias);
    return input;
  }

  /** Returns the last sizes of an input whose first axis is that of the examples. */
  static Shape features(String name, int axes, Shape input) {
    int first = input.rank() - axes;
    Shape features =
        first < 1
            ? Shape.of(0)
            : Shape.of(Arrays.copyOfRange(input.toArray(), first, input.rank()));
    if (features.elements() == 0) {
      throw ShapeException.of(
          name,
          "the input does not fit",
          "(examples, …) with " + axes + (axes == 1 ? " axis" : " axes") + " of features last",
          input.toString());
    }
    return features;
  }

  @Override
  public Tensor forward(Tensor x, Context context) {
    GainAndShift learned = affine;
    if (learned == null) {
      throw BuildException.notBuilt(NAME, context);
    }
    return Normalization.layer(
        x, learned.gain(x.dtype()), learned.shift(x.dtype()), config.epsilon);
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
