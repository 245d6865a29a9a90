package org.gradus.optimizers.training;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gradus.core.data.Batch;
import org.gradus.core.optimizer.Optimizer;
import org.gradus.core.plugin.Settings;
import org.gradus.core.random.RandomSource;
import org.gradus.layers.module.Module;
import org.gradus.losses.loss.Loss;
import org.gradus.optimizers.checkpoint.Checkpoint;
import org.gradus.optimizers.checkpoint.CheckpointException;

/**
 * Trains a network.
 *
 * <pre>{@code
 * Trainer trainer =
 *     Trainer.of(model, new CrossEntropy(), optimizer)
 *         .data(random -> train.shuffled(random).batches(100), RandomSource.of(42))
 *         .validation(test.batches(1000), new Accuracy())
 *         .with(new L2(1e-4))
 *         .checkpoints(CheckpointFolder.of(folder))
 *         .build();
 * trainer.resume();
 * History history = trainer.train(50);
 * }</pre>
 *
 * <p>Everything random in step i of epoch e comes from the stream {@code epoch/e/…/i} of the source
 * given, so that a step depends on its number and on the parameters alone. A training that is
 * {@linkplain #resume resumed} from any of its checkpoints therefore goes on to the very same bits,
 * on whatever number of threads.
 *
 * <p>A trainer belongs to one thread, apart from {@link #requestStop}.
 */
public final class Trainer {
  private final TrainerBuilder settings;
  private final Module model;
  private final Optimizer optimizer;
  private final NetworkParameters parameters;
  private final LearningRates rates;
  private final EpochEvaluation evaluation;
  private final TrainingState state;
  private final CheckpointKeeping checkpoints;
  private final Listeners listeners;
  private final StopRequest stop = new StopRequest();
  private final EpochSteps steps;

  Trainer(TrainerBuilder settings) {
    this.settings = settings;
    this.model = settings.model;
    this.optimizer = settings.optimizer;
    this.parameters = NetworkParameters.of(model);
    this.listeners = new Listeners(settings.listeners, stop);
    Set<String> measures = MeasureNames.all(settings.metrics, settings.validations);
    settings.requireMeasured(measures);
    this.rates = settings.rates(measures);
    this.state = new TrainingState(settings, rates);
    this.checkpoints = new CheckpointKeeping(settings, state, parameters);
    this.steps = new EpochSteps(settings, state, rates, checkpoints, parameters, listeners, stop);
    this.evaluation = new EpochEvaluation(settings, state, settings.best(measures));
  }

  /**
   * Starts the description of a trainer that minimizes the loss of what the network makes of the
   * inputs.
   *
   * @param model built
   * @param loss the mean of the losses of examples
   * @param optimizer of the model's parameters
   * @throws IllegalArgumentException if the loss is not a mean
   */
  public static TrainerBuilder of(Module model, Loss loss, Optimizer optimizer) {
    return of(model, BatchLoss.of(loss), optimizer);
  }

  /**
   * Starts the description of a trainer.
   *
   * @param model built
   * @param loss runs the model over a batch
   * @param optimizer of the model's parameters
   */
  public static TrainerBuilder of(Module model, BatchLoss loss, Optimizer optimizer) {
    return new TrainerBuilder(model, loss, optimizer);
  }

  /** Returns the epochs that have ended, those before an interruption included. */
  public History history() {
    return new History(state.history);
  }

  /** Returns the number of steps that were made, those before an interruption included. */
  public long steps() {
    return state.step;
  }

  /**
   * Lets the training end after the step that is being made, or the epoch's evaluation, with a
   * checkpoint if there are to be any. May be called by listeners and other threads; interrupting
   * the thread does the same.
   */
  public void requestStop() {
    stop.request();
  }

  /**
   * Trains until there were so many epochs, those before an interruption included, or there is a
   * reason to stop.
   *
   * <p>What modules, losses, techniques, listeners and data throw comes out as it is, with the
   * epoch, step and batch in a {@link FailedBatchException} that it suppresses.
   *
   * @param epochs the number of epochs, at least 0
   * @return all epochs that have ended
   * @throws IllegalArgumentException if the number is negative
   * @throws DivergedException if the loss is not finite and {@link WhenNotFinite#STOP} is set
   * @throws IllegalStateException if an epoch has no batches, or if the folder has checkpoints that
   *     would be lost because the training was not {@linkplain #resume resumed} from them
   * @throws java.io.UncheckedIOException if checkpoints cannot be written, which is tried before
   *     the first step; those before are intact
   */
  public History train(int epochs) {
    Settings.require(epochs >= 0, "trainer", "number of epochs", "at least 0", epochs);
    stop.begin();
    checkpoints.begin();
    try (Course course = new Course()) {
      listeners.tell(listener -> listener.started(model, history(), epochs, state.step));
      course.reason = run(epochs);
    } finally {
      stop.passOn();
    }
    return history();
  }

  /** A call of {@link #train}, of whose end all listeners are told, whatever ends it. */
  private final class Course implements Ending {
    private String reason = "an exception was thrown";

    @Override
    public void close() {
      listeners.tell(listener -> listener.ended(history(), reason));
    }
  }

  private String run(int epochs) {
    while (state.history.size() < epochs) {
      if (!state.history.isEmpty()) {
        Optional<String> reason = settings.stopping().flatMap(rule -> rule.reasonToStop(history()));
        if (reason.isPresent()) {
          return reason.get();
        }
      }
      if (!epoch()) {
        return "it was asked to stop";
      }
    }
    return "all epochs were trained";
  }

  /** Trains an epoch or the rest of one, and returns whether it may go on. */
  private boolean epoch() {
    long start = System.nanoTime();
    int number = state.history.size() + 1;
    RandomSource random = state.random.stream("epoch/" + number);
    List<Batch> source = settings.data().epoch(random.stream("data"));
    requireSameData(source.size());
    state.batches = source.size();
    listeners.tell(listener -> listener.epochStarted(number, state.batches, state.batch));
    steps.make(source, number, random.stream("steps"));
    if (state.batch == state.batches) {
      end(number, start);
    }
    return !stop.isAsked();
  }

  private void requireSameData(int size) {
    if (size == 0) {
      throw new IllegalStateException(
          "[trainer] there is nothing to train on: expected at least one batch in epoch %s, got none."
              .formatted(state.history.size() + 1));
    }
    if (state.batch > 0 && size != state.batches) {
      throw new IllegalStateException(
          "[trainer] the data are others than before the interruption: expected %s batches in epoch %s, got %s."
              .formatted(state.batches, state.history.size() + 1, size));
    }
  }

  private void end(int number, long start) {
    double learningRate = optimizer.groups().get(0).learningRate();
    Map<String, Double> measures = evaluation.run();
    EpochReport report =
        new EpochReport(
            number, state.step, learningRate, 1e-9 * (System.nanoTime() - start), measures);
    state.history.add(report);
    rates.after(report);
    state.clearCounts();
    // Saved whatever listeners throw: an epoch is worth more than a picture of it.
    try (Ending saving = checkpoints::save) {
      listeners.tell(listener -> listener.epochEnded(report));
    }
  }

  /**
   * Gives the network the parameters and buffers of its best epoch: as they were evaluated, where a
   * technique evaluates others than it trains.
   *
   * @throws IllegalStateException if none was kept
   */
  public void restoreBest() {
    state
        .best
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "[trainer] no epoch was kept: expected keepBest(…) and an epoch that has ended,"
                        + " got none."))
        .restoreTo(model);
  }

  /** Returns everything that decides how this training goes on. */
  public Checkpoint checkpoint() {
    return state.save();
  }

  /**
   * Goes on from the newest checkpoint in the folder, if there is one.
   *
   * @return whether there was one
   * @throws CheckpointException if it cannot be read, or is of another training
   * @throws IllegalArgumentException if the optimizer's state is another one's
   * @throws org.gradus.layers.model.StateMismatchException if the parameters are others
   * @throws IllegalStateException if there is no folder
   * @throws java.io.UncheckedIOException if folder or file cannot be read
   */
  public boolean resume() {
    return checkpoints.resume();
  }

  /**
   * Goes on from a checkpoint. The trainer has to be made as the one was that the checkpoint is of;
   * what cannot be checked, such as the data, is taken on trust.
   *
   * @throws CheckpointException if it is of another training; everything is then as before
   * @throws IllegalArgumentException if the optimizer's state is another one's
   * @throws org.gradus.layers.model.StateMismatchException if the parameters are others
   */
  public void resume(Checkpoint checkpoint) {
    checkpoints.resume(checkpoint);
  }
}
