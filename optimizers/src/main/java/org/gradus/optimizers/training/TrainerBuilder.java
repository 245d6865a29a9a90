package org.gradus.optimizers.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.gradus.core.data.Batch;
import org.gradus.core.data.BatchSource;
import org.gradus.core.optimizer.Optimizer;
import org.gradus.core.plugin.Settings;
import org.gradus.core.random.RandomSource;
import org.gradus.layers.module.Module;
import org.gradus.optimizers.checkpoint.CheckpointFolder;
import org.gradus.optimizers.metric.Metric;
import org.gradus.optimizers.schedule.Plateau;
import org.gradus.optimizers.schedule.Schedule;
import org.gradus.optimizers.schedule.Scheduler;
import org.jspecify.annotations.Nullable;

/** Describes a {@link Trainer}; see there. */
public final class TrainerBuilder {
  private static final String NAME = "trainer";

  final Module model;
  final BatchLoss loss;
  final Optimizer optimizer;
  final List<Metric> metrics = new ArrayList<>();
  final List<ValidationSet> validations = new ArrayList<>();
  final List<Technique> techniques = new ArrayList<>();
  final List<TrainingListener> listeners = new ArrayList<>();
  private @Nullable BatchSource data;
  private @Nullable RandomSource random;
  private @Nullable StoppingRule stopping;
  private @Nullable Best best;
  private @Nullable CheckpointFolder folder;
  private @Nullable Function<Set<String>, LearningRates> rates;
  int checkpointEvery;
  int microBatch;
  int prefetch;
  boolean checkGradients;
  WhenNotFinite whenNotFinite = WhenNotFinite.STOP;

  TrainerBuilder(Module model, BatchLoss loss, Optimizer optimizer) {
    this.model = model;
    this.loss = loss;
    this.optimizer = optimizer;
  }

  /** Takes what is described so far. */
  private TrainerBuilder(TrainerBuilder other) {
    this(other.model, other.loss, other.optimizer);
    metrics.addAll(other.metrics);
    validations.addAll(other.validations);
    techniques.addAll(other.techniques);
    listeners.addAll(other.listeners);
    data = other.data;
    random = other.random;
    stopping = other.stopping;
    best = other.best;
    folder = other.folder;
    rates = other.rates;
    checkpointEvery = other.checkpointEvery;
    microBatch = other.microBatch;
    prefetch = other.prefetch;
    checkGradients = other.checkGradients;
    whenNotFinite = other.whenNotFinite;
  }

  /** What makes an epoch the best. */
  record Best(String measure, Goal goal) {}

  /**
   * Sets what is trained on; required.
   *
   * @param source has the batches of every epoch
   * @param randomSource where all that is random in the training comes from: by streams of it,
   *     named after epoch and step, so that nothing depends on what was drawn before
   */
  public TrainerBuilder data(BatchSource source, RandomSource randomSource) {
    data = source;
    random = randomSource;
    return this;
  }

  /** Adds metrics of the training examples, taken as they are trained on. */
  public TrainerBuilder measuring(Metric... more) {
    metrics.addAll(List.of(more));
    return this;
  }

  /** Adds examples to evaluate on after every epoch, named {@code validation}. */
  public TrainerBuilder validation(List<Batch> batches, Metric... measured) {
    return validation("validation", batches, measured);
  }

  /** Adds examples to evaluate on after every epoch. */
  public TrainerBuilder validation(String name, List<Batch> batches, Metric... measured) {
    validations.add(new ValidationSet(name, batches, List.of(measured)));
    return this;
  }

  /**
   * Lets the learning rates follow a schedule of steps.
   *
   * @throws IllegalStateException if something else sets the rates already
   */
  public TrainerBuilder schedule(Schedule schedule) {
    return rates(names -> LearningRates.ofSteps(Scheduler.of(optimizer, schedule)));
  }

  /**
   * Lets learning rates and momenta follow schedules of steps, such as those of a {@link
   * org.gradus.optimizers.schedule.OneCycle}.
   *
   * @throws IllegalStateException if something else sets the rates already
   */
  public TrainerBuilder schedule(Schedule schedule, Schedule momenta) {
    return rates(names -> LearningRates.ofSteps(Scheduler.of(optimizer, schedule, momenta)));
  }

  /**
   * Lets the learning rates follow a schedule of epochs.
   *
   * @throws IllegalStateException if something else sets the rates already
   */
  public TrainerBuilder schedulePerEpoch(Schedule schedule) {
    return rates(names -> LearningRates.ofEpochs(Scheduler.of(optimizer, schedule)));
  }

  /**
   * Reduces the learning rates where a measure no longer improves.
   *
   * @param measure such as {@code validation/loss}
   * @throws IllegalStateException if something else sets the rates already
   */
  public TrainerBuilder plateau(String measure, Plateau.Config config) {
    return rates(
        names -> {
          MeasureNames.require(names, measure, "the plateau");
          return LearningRates.onPlateaus(optimizer, measure, config);
        });
  }

  private TrainerBuilder rates(Function<Set<String>, LearningRates> made) {
    if (rates != null) {
      throw new IllegalStateException(
          "[trainer] the learning rates are set twice: expected one schedule or plateau, got another"
              + " one. Hint: schedules are put together by Schedule.combinedWith and Sequence.");
    }
    rates = made;
    return this;
  }

  /** Adds techniques, such as regularizers, which take part in every step in this order. */
  public TrainerBuilder with(Technique... more) {
    techniques.addAll(List.of(more));
    return this;
  }

  /** Adds listeners, which look on. */
  public TrainerBuilder listener(TrainingListener... more) {
    listeners.addAll(List.of(more));
    return this;
  }

  /** Adds a rule that ends the training after an epoch. */
  public TrainerBuilder stopWhen(StoppingRule rule) {
    stopping = stopping == null ? rule : stopping.or(rule);
    return this;
  }

  /**
   * Remembers parameters and buffers of the epoch in which a measure was best, for {@link
   * Trainer#restoreBest}.
   *
   * @param measure such as {@code validation/loss}
   */
  public TrainerBuilder keepBest(String measure, Goal goal) {
    best = new Best(measure, goal);
    return this;
  }

  /** Writes a checkpoint into a folder after every epoch, from which the training can go on. */
  public TrainerBuilder checkpoints(CheckpointFolder checkpoints) {
    folder = checkpoints;
    return this;
  }

  /**
   * Writes a checkpoint also after so many steps.
   *
   * @param steps at least 1
   * @throws IllegalArgumentException if the number is below 1
   */
  public TrainerBuilder checkpointEvery(int steps) {
    Settings.requireSize(NAME, "number of steps between checkpoints", steps);
    checkpointEvery = steps;
    return this;
  }

  /**
   * Runs each batch in parts, whose gradients are put together: the memory of a part, the step of
   * the whole. What depends on the batch as a whole, such as a batch norm or a penalty of
   * gradients, sees the parts.
   *
   * @param examples the most that a part has, at least 1
   * @throws IllegalArgumentException if the number is below 1
   */
  public TrainerBuilder microBatches(int examples) {
    Settings.requireSize(NAME, "size of micro-batches", examples);
    microBatch = examples;
    return this;
  }

  /**
   * Prepares batches on another thread while the network is trained on those before.
   *
   * @param ahead how many at most, at least 1
   * @throws IllegalArgumentException if the number is below 1
   */
  public TrainerBuilder prefetch(int ahead) {
    Settings.requireSize(NAME, "number of batches ahead", ahead);
    prefetch = ahead;
    return this;
  }

  /** Sets what becomes of a step whose loss is not finite; by default the training stops. */
  public TrainerBuilder whenNotFinite(WhenNotFinite reaction) {
    whenNotFinite = reaction;
    return this;
  }

  /** Looks at the gradients of every step too, which costs a pass over them. */
  public TrainerBuilder checkGradients() {
    checkGradients = true;
    return this;
  }

  /**
   * Returns the trainer, which what is described later does not change.
   *
   * @throws IllegalStateException if there are no data, or checkpoints are to be written nowhere
   * @throws IllegalArgumentException if a measure is asked for that is not taken, or the optimizer
   *     has parameters that are not the network's
   */
  public Trainer build() {
    if (checkpointEvery > 0 && folder == null) {
      throw new IllegalStateException(
          "[trainer] checkpoints have no place: expected a folder by checkpoints(…), got only their"
              + " number.");
    }
    return new Trainer(new TrainerBuilder(this));
  }

  BatchSource data() {
    if (data == null) {
      throw missingData();
    }
    return data;
  }

  RandomSource random() {
    if (random == null) {
      throw missingData();
    }
    return random;
  }

  private static IllegalStateException missingData() {
    return new IllegalStateException(
        "[trainer] there is nothing to train on: expected data(source, random), got none.");
  }

  Optional<StoppingRule> stopping() {
    return Optional.ofNullable(stopping);
  }

  Optional<CheckpointFolder> folder() {
    return Optional.ofNullable(folder);
  }

  /** Makes certain that what the stopping rule reads is measured. */
  void requireMeasured(Set<String> names) {
    stopping()
        .ifPresent(
            rule ->
                rule.measures()
                    .forEach(name -> MeasureNames.require(names, name, "the stopping rule")));
  }

  /** Returns what epoch to keep, if any, once it is certain that its measure is taken. */
  Optional<Best> best(Set<String> names) {
    if (best != null) {
      MeasureNames.require(names, best.measure(), "the best epoch");
    }
    return Optional.ofNullable(best);
  }

  LearningRates rates(Set<String> names) {
    return rates == null ? LearningRates.constant() : rates.apply(names);
  }
}
