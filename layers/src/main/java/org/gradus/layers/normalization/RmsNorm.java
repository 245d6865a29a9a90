package org.gradus.layers.normalization;

import java.util.Map;
import java.util.Optional;
import org.gradus.core.json.Defaults;
import org.gradus.core.normalization.Normalization;
import org.gradus.core.plugin.Settings;
import org.gradus.core.tensor.Parameter;
import org.gradus.core.tensor.Shape;
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
 * Divides the units of a layer by the root of their mean square, each example by itself: y = w · x
 * / √(mean(x²) + ε) over the last axis.
 *
 * <p>Shapes: x and y (…, features), {@code weight} w (features). A layer normalization that leaves
 * the mean alone. Weights start at 1 and should not be decayed.
 *
 * <p>Source: Zhang and Sennrich, "Root mean square layer normalization", 2019.
 */
public final class RmsNorm implements Normalizer {
  private static final String NAME = "rms-norm";

  private final Config config;
  private @Nullable GainAndShift affine;

  /** Creates a normalizer, still without parameters. */
  public RmsNorm(Config config) {
    this.config = config;
  }

  /**
   * What an RMS normalization is made of.
   *
   * @param epsilon ε ≥ 0
   * @param weight how the weight starts; empty for none
   */
  public record Config(double epsilon, Optional<Initializer> weight) implements Normalizer.Config {
    /**
     * Checks ε.
     *
     * @throws IllegalArgumentException if it is negative or not finite
     */
    public Config {
      Settings.requireNotNegative(NAME, "epsilon", epsilon);
    }

    /** Has a weight, and ε = 10⁻⁵. */
    @Defaults
    public Config() {
      this(1e-5, Optional.of(Constant.ones()));
    }
  }

  /** Returns a normalizer. */
  public static RmsNorm create() {
    return new RmsNorm(new Config());
  }

  /** Returns a new normalizer like this one with another ε. */
  public RmsNorm withEpsilon(double epsilon) {
    return new RmsNorm(new Config(epsilon, config.weight));
  }

  /** Returns a new normalizer like this one without a weight. */
  public RmsNorm withoutWeight() {
    return new RmsNorm(new Config(config.epsilon, Optional.empty()));
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
    Shape features = LayerNorm.features(NAME, 1, input);
    affine = GainAndShift.create(construction, features, config.weight, Optional.empty());
    return input;
  }

  @Override
  public Tensor forward(Tensor x, Context context) {
    GainAndShift learned = affine;
    if (learned == null) {
      throw BuildException.notBuilt(NAME, context);
    }
    return Normalization.rms(x, learned.gain(x.dtype()), config.epsilon);
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
