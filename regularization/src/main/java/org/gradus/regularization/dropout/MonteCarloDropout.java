package org.gradus.regularization.dropout;

import org.gradus.core.elementwise.Elementwise;
import org.gradus.core.plugin.Settings;
import org.gradus.core.random.RandomSource;
import org.gradus.core.reductions.Reductions;
import org.gradus.core.shaping.Shaping;
import org.gradus.core.tensor.Autograd;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.module.Context;
import org.gradus.layers.module.Module;

/**
 * The results of several passes of the same inputs through a network whose dropout and noise are at
 * work: samples of what it could predict, whose spread says how sure it is.
 *
 * <p>Batch norms use their running statistics, as in evaluation: {@link Context#sampling}.
 *
 * <pre>{@code
 * MonteCarloDropout samples = MonteCarloDropout.of(network, x, 50, random);
 * Tensor prediction = samples.mean();
 * Tensor variance = samples.variance();
 * }</pre>
 *
 * <p>Source: Gal and Ghahramani, "Dropout as a Bayesian approximation: representing model
 * uncertainty in deep learning", 2016; mutual information: Gal, Islam and Ghahramani, "Deep
 * Bayesian active learning with image data", 2017.
 *
 * @param samples (passes, N, …), not tracked
 */
public record MonteCarloDropout(Tensor samples) {
  private static final String NAME = "monte-carlo-dropout";

  /**
   * Runs a network several times, without recording.
   *
   * @param network built
   * @param passes how many times, at least 1
   * @param random what dropout draws from
   * @throws IllegalArgumentException if there are no passes
   */
  public static MonteCarloDropout of(Module network, Tensor x, int passes, RandomSource random) {
    Settings.requireSize(NAME, "passes", passes);
    Context context = Context.sampling(random);
    Tensor[] samples = new Tensor[passes];
    Autograd.noGrad(
        () -> {
          for (int i = 0; i < passes; i++) {
            samples[i] = network.forward(x, context);
          }
        });
    return new MonteCarloDropout(Shaping.stack(0, samples));
  }

  /** Returns the number of passes. */
  public int passes() {
    return samples.size(0);
  }

  /** Returns the mean over the passes, (N, …): the prediction. */
  public Tensor mean() {
    return samples.mean(0);
  }

  /**
   * Returns the unbiased variance over the passes, (N, …).
   *
   * @throws IllegalArgumentException if there was one pass only
   */
  public Tensor variance() {
    Settings.require(passes() > 1, NAME, "passes", "at least 2 for a variance", passes());
    return Reductions.variance(samples, 1, false, 0);
  }

  /** Returns samples of probabilities: the softmax of each, over the last axis. */
  public MonteCarloDropout probabilities() {
    return new MonteCarloDropout(Reductions.softmax(samples, -1));
  }

  /**
   * Returns the entropy of the mean of samples that are probabilities, −Σ p̄ ln p̄ over the last
   * axis, in nats: how uncertain a prediction is, whatever the reason.
   */
  public Tensor predictiveEntropy() {
    return entropy(mean());
  }

  /**
   * Returns by how much the entropy of the mean exceeds the mean of the entropies, in nats, for
   * samples that are probabilities: the information that the class would have about the weights.
   * High where the passes are sure of different classes, about 0 where they agree, even in that
   * they do not know.
   */
  public Tensor mutualInformation() {
    return predictiveEntropy().sub(entropy(samples).mean(0));
  }

  /** Returns −Σ p ln p, where what is 0 adds nothing. */
  private static Tensor entropy(Tensor p) {
    Tensor zero = Tensor.zeros(p.dtype(), p.shape());
    Tensor positive = Elementwise.where(p.gt(zero), p, Tensor.ones(p.dtype(), p.shape()));
    return p.mul(positive.log()).sum(-1).neg();
  }
}
