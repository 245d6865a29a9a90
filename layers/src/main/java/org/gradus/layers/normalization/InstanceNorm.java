package org.gradus.layers.normalization;

import java.util.Map;
import java.util.Optional;
import org.gradus.core.json.Defaults;
import org.gradus.core.normalization.Normalization;
import org.gradus.core.normalization.Normalized;
import org.gradus.core.plugin.Settings;
import org.gradus.core.tensor.Buffer;
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
 * Normalizes each channel of each example by its own mean and variance over the positions: y = w ·
 * (x − μ) / √(σ² + ε) + b.
 *
 * <p>Shapes: x and y (N, C, positions …), {@code weight} w and {@code bias} b (C), neither by
 * default; they should not be decayed. Training and evaluation do the same, unless {@link
 * #withStatistics} asks for running statistics: then evaluation normalizes by {@code running-mean}
 * and {@code running-variance} (C), averages of what was observed in training over examples and
 * batches.
 *
 * <p>Source: Ulyanov, Vedaldi and Lempitsky, "Instance normalization: the missing ingredient for
 * fast stylization", 2016.
 */
public final class InstanceNorm implements Normalizer {
  private static final String NAME = "instance-norm";

  private final Config config;
  private @Nullable GainAndShift affine;
  private @Nullable RunningStatistics running;

  /** Creates a normalizer, still without parameters. */
  public InstanceNorm(Config config) {
    this.config = config;
  }

  /**
   * What an instance normalization is made of.
   *
   * @param epsilon ε ≥ 0
   * @param momentum the share of the newest batch in running statistics, in (0, 1]; empty for no
   *     such statistics
   * @param weight how the weight starts; empty for none
   * @param bias how the bias starts; empty for none
   */
  public record Config(
      double epsilon,
      Optional<Double> momentum,
      Optional<Initializer> weight,
      Optional<Initializer> bias)
      implements Normalizer.Config {
    /**
     * Checks the settings.
     *
     * @throws IllegalArgumentException if ε is negative or not finite, or the momentum is out of
     *     range
     */
    public Config {
      Settings.requireNotNegative(NAME, "epsilon", epsilon);
      momentum.ifPresent(
          share ->
              Settings.require(
                  share > 0 && share <= 1, NAME, "momentum", "above 0 and at most 1", share));
    }

    /** Has neither statistics nor weight and bias, and ε = 10⁻⁵. */
    @Defaults
    public Config() {
      this(1e-5, Optional.empty(), Optional.empty(), Optional.empty());
    }
  }

  /** Returns a normalizer. */
  public static InstanceNorm create() {
    return new InstanceNorm(new Config());
  }

  /** Returns a new normalizer like this one with another ε. */
  public InstanceNorm withEpsilon(double epsilon) {
    return new InstanceNorm(new Config(epsilon, config.momentum, config.weight, config.bias));
  }

  /** Returns a new normalizer like this one with weight and bias. */
  public InstanceNorm withAffine() {
    return new InstanceNorm(
        new Config(
            config.epsilon,
            config.momentum,
            Optional.of(Constant.ones()),
            Optional.of(Constant.zeros())));
  }

  /**
   * Returns a new normalizer like this one with running statistics.
   *
   * @param momentum the share of the newest batch, in (0, 1]
   */
  public InstanceNorm withStatistics(double momentum) {
    return new InstanceNorm(
        new Config(config.epsilon, Optional.of(momentum), config.weight, config.bias));
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
    if (input.rank() < 3) {
      throw ShapeException.of(
          NAME, "the input does not fit", "(N, C, positions …)", input.toString());
    }
    int channels = input.size(1);
    affine = GainAndShift.create(construction, Shape.of(channels), config.weight, config.bias);
    if (config.momentum.isPresent()) {
      running = RunningStatistics.create(construction, channels, config.momentum);
    }
    return input;
  }

  @Override
  public Tensor forward(Tensor x, Context context) {
    GainAndShift learned = affine;
    if (learned == null) {
      throw BuildException.notBuilt(NAME, context);
    }
    RunningStatistics statistics = running;
    if (statistics != null) {
      statistics.requireType(NAME, x, context);
    }
    if (statistics != null && !context.isTraining()) {
      Tensor scale = statistics.variance().tensor().add(config.epsilon).pow(-0.5);
      return statistics.normalize(x, scale, learned);
    }
    int positions = x.rank() < 2 ? 0 : x.shape().elements(2, x.rank());
    if (positions < 2) {
      throw ShapeException.of(
          NAME, "a channel has no variance", "at least 2 positions", x.shape().toString());
    }
    if (statistics != null && x.size(0) == 0) {
      throw ShapeException.of(
          NAME, "there is nothing to observe", "at least 1 example", x.shape().toString());
    }
    Normalized normalized =
        Normalization.instance(
            x, learned.gain(x.dtype()), learned.shift(x.dtype()), config.epsilon);
    if (statistics != null) {
      statistics.observe(normalized.mean().mean(0), normalized.variance().mean(0), positions);
    }
    return normalized.result();
  }

  @Override
  public Map<String, Parameter> ownParameters() {
    GainAndShift learned = affine;
    return learned == null ? Map.of() : learned.parameters();
  }

  @Override
  public Map<String, Buffer> ownBuffers() {
    RunningStatistics statistics = running;
    return statistics == null ? Map.of() : statistics.buffers();
  }

  /** Returns one for each element. */
  @Override
  public long multiplyAdds(Shape input) {
    return input.elements();
  }
}
