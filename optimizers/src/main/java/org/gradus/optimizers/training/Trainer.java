package org.gradus.optimizers.training;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.gradus.core.data.Batch;
import org.gradus.core.data.Prefetch;
import org.gradus.core.optimizer.Optimizer;
import org.gradus.core.plugin.Settings;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.Gradients;
import org.gradus.core.tensor.Tensor;
import org.gradus.core.tensor.Workspace;
import org.gradus.layers.module.ForwardListener;
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
  private final Function<Tensor, Gradients> walk;
  private final Workspace workspace = new Workspace();
  private final Workspace microWorkspace = new Workspace();
  private final TrainingState state;
  private final CheckpointKeeping checkpoints;
  private final Listeners listeners;
  private volatile boolean stopRequested;
  private boolean interrupted;

  Trainer(TrainerBuilder settings) {
    this.settings = settings;
    this.model = settings.model;
    this.optimizer = settings.optimizer;
    this.parameters = NetworkParameters.of(model);
    this.walk = TrainingStep.walk(optimizer, parameters);
    this.listeners = new Listeners(settings.listeners);
    Set<String> measures = MeasureNames.all(settings.metrics, settings.validations);
    this.rates = settings.rates(measures);
    this.state = new TrainingState(settings, rates);
    this.checkpoints = new CheckpointKeeping(settings, state, parameters);
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
    stopRequested = true;
  }

  /**
   * Trains until there were so many epochs, those before an interruption included, or there is a
   * reason to stop.
   *
   * @param epochs the number of epochs, at least 0
   *     <p>What modules, losses, techniques, listeners and data throw comes out as it is, with the
   *     epoch, step and batch in a {@link FailedBatchException} that it suppresses.
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
    stopRequested = false;
    checkpoints.begin();
    try (Course course = new Course()) {
      tell(listener -> listener.started(model, history(), epochs, state.step));
      course.reason = run(epochs);
    } finally {
      if (interrupted) {
        interrupted = false;
        Thread.currentThread().interrupt();
      }
    }
    return history();
  }

  /** A call of {@link #train}, of whose end all listeners are told, whatever ends it. */
  private final class Course implements Ending {
    private String reason = "an exception was thrown";

    @Override
    public void close() {
      tell(listener -> listener.ended(history(), reason));
    }
  }

  private void tell(Consumer<TrainingListener> event) {
    noteInterrupt();
    listeners.tell(event);
  }

  /** Clears an interrupt and remembers it: channels are closed by one, such as those of data. */
  private void noteInterrupt() {
    interrupted |= Thread.interrupted();
  }

  private boolean isAskedToStop() {
    noteInterrupt();
    return stopRequested || interrupted;
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
    tell(listener -> listener.epochStarted(number, state.batches, state.batch));
    RandomSource steps = random.stream("steps");
    if (settings.prefetch == 0) {
      steps(source.listIterator(state.batch), number, steps);
    } else {
      try (Prefetch<Batch> prefetch = Prefetch.of(source, state.batch, settings.prefetch)) {
        steps(prefetch.iterator(), number, steps);
      }
    }
    if (state.batch == state.batches) {
      end(number, start);
    }
    return !isAskedToStop();
  }

  /** Makes the steps of an epoch, until it is asked to stop. */
  private void steps(Iterator<Batch> source, int epoch, RandomSource random) {
    boolean goesOn = true;
    while (goesOn && state.batch < state.batches) {
      rates.beforeStep(state.step, state.history.size());
      workspace.step(() -> step(source, epoch, random.stream(Integer.toString(state.batch))));
      state.batch++;
      state.step++;
      goesOn = !isAskedToStop();
      boolean due = settings.checkpointEvery > 0 && state.step % settings.checkpointEvery == 0;
      // The last step's checkpoint is that of the epoch.
      if ((due || !goesOn) && state.batch < state.batches) {
        checkpoints.save();
      }
    }
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

  /** Makes a step, and lets what is thrown in it say where it was. */
  private void step(Iterator<Batch> source, int epoch, RandomSource stream) {
    Optional<Batch> examples = Optional.empty();
    try {
      examples = Optional.of(source.next());
      step(examples.get(), epoch, stream);
    } catch (DivergedException e) {
      throw e; // Says it already.
    } catch (Throwable e) { // It goes on as it is, whatever it is.
      e.addSuppressed(FailedBatchException.ofTraining(number(epoch), state.batches, examples));
      throw e;
    }
  }

  private DivergedException.StepNumber number(int epoch) {
    return new DivergedException.StepNumber(epoch, state.batch + 1, state.step + 1);
  }

  private void step(Batch examples, int epoch, RandomSource stream) {
    List<ForwardListener> watchers = listeners.watchers(state.step + 1);
    TrainingStep current =
        new TrainingStep(settings, parameters, examples, stream, watchers, microWorkspace, walk);
    LossAndGradients result = current.throughTechniques();
    if (settings.whenNotFinite != WhenNotFinite.GO_ON) {
      Optional<String> problem = current.problem(result);
      if (problem.isPresent()) {
        refuse(current, result, epoch, problem.get());
        return;
      }
    }
    Gradients gradients = current.adjusted(result.gradients());
    StepReport report =
        new StepReport(
            epoch,
            state.batch + 1,
            state.batches,
            state.step + 1,
            current.batch().size(),
            result.loss(),
            model,
            optimizer,
            gradients);
    tell(listener -> listener.updating(report));
    optimizer.step(gradients);
    settings.techniques.forEach(technique -> technique.constrain(parameters));
    state.meanLoss.add(result.loss(), result.divisor());
    for (int i = 0; i < state.tallies.size(); i++) {
      state.tallies.get(i).add(current.tallies().get(i));
    }
    tell(listener -> listener.stepped(report));
  }

  /** Leaves out a step that came to no number, or ends the training there. */
  private void refuse(TrainingStep current, LossAndGradients result, int epoch, String problem) {
    DivergedException.StepNumber number = number(epoch);
    if (settings.whenNotFinite == WhenNotFinite.SKIP) {
      current.undo();
      tell(listener -> listener.skipped(epoch, number.batch(), number.step(), problem));
      return;
    }
    throw checkpoints.diverged(number, problem, current.origin(result));
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
      tell(listener -> listener.epochEnded(report));
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
