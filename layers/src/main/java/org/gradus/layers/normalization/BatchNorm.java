package org.gradus.layers.normalization;

import java.util.Map;
import java.util.Optional;
import org.gradus.core.json.Defaults;
import org.gradus.core.normalization.EpsilonPlacement;
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
 * Normalizes each channel by its mean and variance over the batch: y = w · (x − μ) / √(σ² + ε) + b.
 *
 * <p>Shapes: x and y (N, C) or (N, C, positions …), {@code weight} w and {@code bias} b (C), of
 * which there are two for each unit. In training μ and σ² are those of the batch, over examples and
 * positions, σ² biased; gradients flow through them. What is observed goes into the buffers {@code
 * running-mean} and {@code running-variance} (C), the latter unbiased, and {@code batches}, their
 * number. In evaluation these are used, and nothing changes: the {@link Context} decides, and
 * nobody can forget it.
 *
 * <p>What to know of it:
 *
 * <ul>
 *   <li>In training the examples of a batch depend on each other ({@link #mixesExamples}). Where
 *       that must not be, or batches have only a few examples, {@link GroupNorm} and {@link
 *       LayerNorm} serve. A batch of one number for each channel is refused.
 *   <li>Running statistics lag behind the weights. {@link Recalibration} takes those of a whole
 *       data set.
 *   <li>For inference a batch norm after a linear layer or a convolution disappears into it, by
 *       {@link BatchNormFolding}. Such a layer needs no bias of its own.
 *   <li>w and b should not be decayed ({@link org.gradus.layers.module.WeightDecay}).
 * </ul>
 *
 * <p>Source: Ioffe and Szegedy, "Batch normalization: accelerating deep network training by
 * reducing internal covariate shift", 2015. The lecture divides by σ + ε instead, s_B of its slide
 * being the standard deviation; that is {@link EpsilonPlacement#OUTSIDE_ROOT}.
 */
public final class BatchNorm implements Normalizer {
  private static final String NAME = "batch-norm";

  private final Config config;
  private @Nullable GainAndShift affine;
  private @Nullable RunningStatistics running;
  private int rank;

  /** Creates a normalizer, still without parameters. */
  public BatchNorm(Config config) {
    this.config = config;
  }

  /**
   * What a batch normalization is made of.
   *
   * @param epsilon ε ≥ 0
   * @param placement whether ε is added to the variance or to the standard deviation
   * @param momentum the share of the newest batch in the running statistics, in (0, 1]; empty for
   *     equal shares of all batches
   * @param tracking whether there are running statistics; without, evaluation normalizes by the
   *     batch too
   * @param weight how the weight starts; empty for none
   * @param bias how the bias starts; empty for none
   */
  public record Config(
      double epsilon,
      EpsilonPlacement placement,
      Optional<Double> momentum,
      boolean tracking,
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

    /** Has running statistics of momentum 0.1, weight and bias, and ε = 10⁻⁵ inside the root. */
    @Defaults
    public Config() {
      this(
          1e-5,
          EpsilonPlacement.INSIDE_ROOT,
          Optional.of(0.1),
          true,
          Optional.of(Constant.ones()),
          Optional.of(Constant.zeros()));
    }
  }

  /** Returns a normalizer. */
  public static BatchNorm create() {
    return new BatchNorm(new Config());
  }

  /**
   * Returns a new normalizer like this one with another ε.
   *
   * @throws IllegalArgumentException if it is negative or not finite
   */
  public BatchNorm withEpsilon(double epsilon, EpsilonPlacement placement) {
    return new BatchNorm(
        new Config(
            epsilon, placement, config.momentum, config.tracking, config.weight, config.bias));
  }

  /**
   * Returns a new normalizer like this one whose running statistics have another momentum.
   *
   * @throws IllegalArgumentException if it is out of range
   */
  public BatchNorm withMomentum(double momentum) {
    return withMomentum(Optional.of(momentum));
  }

  /** Returns a new normalizer like this one whose running statistics are of all batches alike. */
  public BatchNorm withCumulativeAverage() {
    return withMomentum(Optional.empty());
  }

  private BatchNorm withMomentum(Optional<Double> momentum) {
    return new BatchNorm(
        new Config(
            config.epsilon,
            config.placement,
            momentum,
            config.tracking,
            config.weight,
            config.bias));
  }

  /**
   * Returns a new normalizer like this one without running statistics: evaluation then depends on
   * the batch.
   */
  public BatchNorm withoutStatistics() {
    return new BatchNorm(
        new Config(
            config.epsilon, config.placement, config.momentum, false, config.weight, config.bias));
  }

  /** Returns a new normalizer like this one without weight and bias. */
  public BatchNorm withoutAffine() {
    return new BatchNorm(
        new Config(
            config.epsilon,
            config.placement,
            config.momentum,
            config.tracking,
            Optional.empty(),
            Optional.empty()));
  }

  @Override
  public Config config() {
    return config;
  }

  @Override
  public boolean mixesExamples(Mode mode) {
    return mode == Mode.TRAIN || !config.tracking;
  }

  @Override
  public Shape build(Shape input, Construction construction) {
    if (affine != null) {
      throw BuildException.builtBefore(NAME, construction);
    }
    if (input.rank() < 2 || input.size(1) == 0) {
      throw ShapeException.of(
          NAME, "the input does not fit", "(N, C, …), C at least 1", input.toString());
    }
    int channels = input.size(1);
    rank = input.rank();
    affine = GainAndShift.create(construction, Shape.of(channels), config.weight, config.bias);
    if (config.tracking) {
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
      return statistics.normalize(x, scale(statistics.variance().tensor()), learned);
    }
    int channels = learned.ones().elements();
    if (x.rank() >= 2 && x.size(1) == channels && x.elements() < 2 * channels) {
      throw ShapeException.of(
          NAME,
          "the batch has no variance",
          "at least 2 numbers for each channel",
          String.valueOf(x.elements() / channels),
          x.shape());
    }
    Normalized normalized =
        Normalization.batch(
            x, learned.gain(x.dtype()), learned.shift(x.dtype()), config.epsilon, config.placement);
    if (statistics != null) {
      statistics.observe(normalized.mean(), normalized.variance(), x.elements() / channels);
    }
    return normalized.result();
  }

  private Tensor scale(Tensor variance) {
    return switch (config.placement) {
      case INSIDE_ROOT -> variance.add(config.epsilon).pow(-0.5);
      case OUTSIDE_ROOT -> variance.sqrt().add(config.epsilon).pow(-1);
    };
  }

  /** Returns the number of axes of the input that the module was built for, 0 if it was not. */
  int rank() {
    return rank;
  }

  /**
   * Returns what evaluation multiplies each channel with, (C).
   *
   * @throws IllegalStateException if there are no running statistics, or the module is not built
   */
  Tensor evaluationScale() {
    Tensor variance = statistics().variance().tensor();
    return learned().gain(variance.dtype()).detach().mul(scale(variance));
  }

  /**
   * Returns what evaluation then adds to each channel, (C).
   *
   * @throws IllegalStateException if there are no running statistics, or the module is not built
   */
  Tensor evaluationShift() {
    Tensor mean = statistics().mean().tensor();
    return learned().shift(mean.dtype()).detach().sub(mean.mul(evaluationScale()));
  }

  /** Returns the running statistics. */
  RunningStatistics statistics() {
    RunningStatistics statistics = running;
    if (statistics == null) {
      throw new IllegalStateException(
          "[batch-norm] there are no running statistics: expected a built module that tracks them,"
              + " got "
              + (affine == null ? "one that is not built." : "one that does not."));
    }
    return statistics;
  }

  private GainAndShift learned() {
    GainAndShift learned = affine;
    if (learned == null) {
      throw BuildException.withoutParameters(NAME);
    }
    return learned;
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
