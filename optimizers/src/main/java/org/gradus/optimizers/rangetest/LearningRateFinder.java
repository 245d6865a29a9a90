package org.gradus.optimizers.rangetest;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.gradus.core.data.Batch;
import org.gradus.core.data.BatchSource;
import org.gradus.core.optimizer.Optimizer;
import org.gradus.core.optimizer.ParameterGroup;
import org.gradus.core.plugin.Settings;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.Tensor;
import org.gradus.core.tensor.Workspace;
import org.gradus.layers.model.ModelState;
import org.gradus.layers.module.Context;
import org.gradus.layers.module.Module;
import org.gradus.losses.loss.Loss;
import org.gradus.optimizers.training.BatchLoss;

/**
 * Lets the learning rate grow from step to step and sees what becomes of the loss: where it falls
 * fastest, and where it diverges.
 *
 * <pre>{@code
 * LearningRateCurve curve =
 *     new LearningRateFinder().run(model, loss, optimizer, source, RandomSource.of(42));
 * curve.figure().write(folder.resolve("learning-rate.png"));
 * optimizer.setLearningRate(curve.steepest().orElseThrow());
 * }</pre>
 *
 * <p>The loss of step i is smoothed to sᵢ = aᵢ / (1 − βⁱ), aᵢ = β aᵢ₋₁ + (1 − β) ℓᵢ, a₀ = 0. The
 * run ends early where that is not finite, or above a multiple of its least value so far.
 * Parameters, buffers, the optimizer's state and its rates are afterwards what they were before, to
 * the bit, also if it fails. All groups of the optimizer get the same rate.
 *
 * <p>Source: Smith, "Cyclical learning rates for training neural networks", 2017; the growth by a
 * factor and the smoothing are those of Gugger, "How do you find a good learning rate", 2018.
 *
 * @param least the first rate, above 0; 10⁻⁷ by default
 * @param most the last rate, above the first; 10 by default
 * @param steps the number of steps, at least 2; 100 by default
 * @param sweep how the rate grows; by a factor, by default
 * @param smoothing β, from 0 to below 1; 0.9 by default
 * @param divergence the multiple, above 1, of the least loss at which it ends; 4 by default
 */
public record LearningRateFinder(
    double least, double most, int steps, Sweep sweep, double smoothing, double divergence) {
  private static final String NAME = "learning-rate-finder";

  /** How a rate grows. */
  public enum Sweep {
    /** By the same factor in every step. */
    EXPONENTIAL,
    /** By the same amount in every step, as in the paper. */
    LINEAR;

    double at(double part, double least, double most) {
      return this == LINEAR ? least + (most - least) * part : least * Math.pow(most / least, part);
    }
  }

  /**
   * Checks the settings.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public LearningRateFinder {
    Settings.requirePositive(NAME, "least rate", least);
    Settings.require(
        most > least && most < Double.POSITIVE_INFINITY,
        NAME,
        "largest rate",
        "a finite number above the least",
        most);
    Settings.require(steps >= 2, NAME, "number of steps", "at least 2", steps);
    Settings.requireDecay(NAME, "smoothing", smoothing);
    Settings.require(divergence > 1, NAME, "divergence", "a number above 1", divergence);
  }

  /** Lets the rate grow from 10⁻⁷ to 10 in 100 steps. */
  public LearningRateFinder() {
    this(1e-7, 10, 100, Sweep.EXPONENTIAL, 0.9, 4);
  }

  /**
   * Returns this finder for other rates.
   *
   * @throws IllegalArgumentException if they are out of range
   */
  public LearningRateFinder withRates(double from, double to) {
    return new LearningRateFinder(from, to, steps, sweep, smoothing, divergence);
  }

  /**
   * Returns this finder with another number of steps.
   *
   * @throws IllegalArgumentException if it is below 2
   */
  public LearningRateFinder withSteps(int number) {
    return new LearningRateFinder(least, most, number, sweep, smoothing, divergence);
  }

  /** Returns this finder with another growth. */
  public LearningRateFinder withSweep(Sweep growth) {
    return new LearningRateFinder(least, most, steps, growth, smoothing, divergence);
  }

  /**
   * Runs the test.
   *
   * @param model built
   * @param loss the mean of the losses of examples
   * @param optimizer of the model's parameters
   * @param data as many epochs of it as the steps need
   * @param random where all that is random comes from, by streams: nothing is drawn from it
   * @throws IllegalArgumentException if the loss is not a mean
   * @throws IllegalStateException if an epoch has no batches
   */
  public LearningRateCurve run(
      Module model, Loss loss, Optimizer optimizer, BatchSource data, RandomSource random) {
    return run(model, BatchLoss.of(loss), optimizer, data, random);
  }

  /**
   * Runs the test of a loss that runs the model.
   *
   * @param model built
   * @param loss runs the model over a batch
   * @param optimizer of the model's parameters
   * @param data as many epochs of it as the steps need
   * @param random where all that is random comes from, by streams: nothing is drawn from it
   * @throws IllegalStateException if an epoch has no batches
   */
  public LearningRateCurve run(
      Module model, BatchLoss loss, Optimizer optimizer, BatchSource data, RandomSource random) {
    ModelState modelBefore = ModelState.of(model);
    Map<String, Tensor> optimizerBefore = optimizer.state();
    List<Double> ratesBefore =
        optimizer.groups().stream().map(ParameterGroup::learningRate).toList();
    try {
      return sweep(model, loss, optimizer, data, random);
    } finally {
      modelBefore.restoreTo(model);
      optimizer.restore(optimizerBefore);
      for (int i = 0; i < ratesBefore.size(); i++) {
        optimizer.groups().get(i).setLearningRate(ratesBefore.get(i));
      }
    }
  }

  private LearningRateCurve sweep(
      Module model, BatchLoss loss, Optimizer optimizer, BatchSource data, RandomSource random) {
    Workspace workspace = new Workspace();
    List<LearningRateCurve.Point> points = new ArrayList<>();
    Iterator<Batch> epoch = List.<Batch>of().iterator();
    int epochs = 0;
    double average = 0;
    double best = Double.POSITIVE_INFINITY;
    boolean diverged = false;
    for (int step = 0; step < steps && !diverged; step++) {
      if (!epoch.hasNext()) {
        epochs++;
        epoch = batches(data, random.stream("epoch/" + epochs + "/data")).iterator();
      }
      double rate = sweep.at(step / (steps - 1.0), least, most);
      optimizer.setLearningRate(rate);
      Batch batch = epoch.next();
      Context context = Context.train(random.stream("step/" + step));
      double value =
          workspace.step(
              () -> {
                Tensor current = loss.of(model, batch, context).loss();
                optimizer.step(current.backward());
                return current.item();
              });
      average = smoothing * average + (1 - smoothing) * value;
      double smoothed = average / (1 - Math.pow(smoothing, step + 1.0));
      points.add(new LearningRateCurve.Point(rate, value, smoothed));
      best = Math.min(best, smoothed);
      diverged = !Double.isFinite(smoothed) || smoothed > divergence * best;
    }
    return new LearningRateCurve(points, diverged);
  }

  private static List<Batch> batches(BatchSource data, RandomSource random) {
    List<Batch> batches = data.epoch(random);
    if (batches.isEmpty()) {
      throw new IllegalStateException(
          "[learning-rate-finder] there is nothing to train on: expected at least one batch in an epoch, got none.");
    }
    return batches;
  }
}
