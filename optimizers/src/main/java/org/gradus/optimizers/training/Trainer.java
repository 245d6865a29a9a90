package org.gradus.optimizers.training;

import java.nio.file.Path;
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
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.Gradients;
import org.gradus.core.tensor.Tensor;
import org.gradus.core.tensor.Workspace;
import org.gradus.layers.module.ForwardListener;
import org.gradus.layers.module.Module;
import org.gradus.losses.loss.Loss;
import org.gradus.optimizers.checkpoint.Checkpoint;
import org.gradus.optimizers.checkpoint.CheckpointException;
import org.gradus.optimizers.checkpoint.CheckpointFolder;
import org.jspecify.annotations.Nullable;

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
  private volatile boolean stopRequested;
  private boolean interrupted;

  Trainer(TrainerBuilder settings) {
    this.settings = settings;
    this.model = settings.model;
    this.optimizer = settings.optimizer;
    this.parameters = NetworkParameters.of(model);
    this.walk = TrainingStep.walk(optimizer, parameters);
    Set<String> measures = MeasureNames.all(settings.metrics, settings.validations);
    this.rates = settings.rates(measures);
    this.state = new TrainingState(settings, rates);
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
   * Lets the training end after the step that is being made, with a checkpoint if there are to be
   * any. May be called by listeners and other threads; interrupting the thread does the same.
   */
  public void requestStop() {
    stopRequested = true;
  }

  /**
   * Trains until there were so many epochs, those before an interruption included, or there is a
   * reason to stop.
   *
   * @param epochs the number of epochs, at least 0
   * @return all epochs that have ended
   * @throws DivergedException if the loss is not finite and {@link WhenNotFinite#STOP} is set
   * @throws IllegalStateException if an epoch has no batches
   * @throws java.io.UncheckedIOException if a checkpoint cannot be written; those before are intact
   */
  public History train(int epochs) {
    stopRequested = false;
    String reason = "an exception was thrown";
    @Nullable RuntimeException failure = null;
    try {
      tell(listener -> listener.started(model, history(), epochs, state.step));
      reason = run(epochs);
    } catch (RuntimeException e) {
      failure = e;
    }
    for (TrainingListener listener : settings.listeners) {
      failure = end(listener, reason, failure);
    }
    if (interrupted) {
      interrupted = false;
      Thread.currentThread().interrupt();
    }
    if (failure != null) {
      throw failure;
    }
    return history();
  }

  /** Lets every listener know of the end, whatever others throw; returns what is to be thrown. */
  private @Nullable RuntimeException end(
      TrainingListener listener, String reason, @Nullable RuntimeException failure) {
    try {
      listener.ended(history(), reason);
      return failure;
    } catch (RuntimeException e) {
      if (failure == null) {
        return e;
      }
      failure.addSuppressed(e);
      return failure;
    }
  }

  private void tell(Consumer<TrainingListener> event) {
    settings.listeners.forEach(event);
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
    boolean goesOn;
    if (settings.prefetch == 0) {
      goesOn = steps(source.listIterator(state.batch), number, steps);
    } else {
      try (Prefetch<Batch> prefetch = Prefetch.of(source, state.batch, settings.prefetch)) {
        goesOn = steps(prefetch.iterator(), number, steps);
      }
    }
    if (state.batch == state.batches) {
      end(number, start);
    }
    return goesOn;
  }

  /** Makes the steps of an epoch, and returns whether it was not asked to stop. */
  private boolean steps(Iterator<Batch> source, int epoch, RandomSource random) {
    boolean goesOn = true;
    while (goesOn && state.batch < state.batches) {
      rates.beforeStep(state.step, state.history.size());
      workspace.step(
          () -> step(source.next(), epoch, random.stream(Integer.toString(state.batch))));
      state.batch++;
      state.step++;
      // Cleared, because the system writes no files for a thread that is interrupted.
      interrupted |= Thread.interrupted();
      goesOn = !stopRequested && !interrupted;
      boolean due = settings.checkpointEvery > 0 && state.step % settings.checkpointEvery == 0;
      // The last step's checkpoint is that of the epoch.
      if ((due || !goesOn) && state.batch < state.batches) {
        save();
      }
    }
    return goesOn;
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

  private void step(Batch examples, int epoch, RandomSource stream) {
    List<ForwardListener> watchers =
        settings.listeners.stream()
            .flatMap(listener -> listener.watching(state.step + 1).stream())
            .toList();
    TrainingStep current =
        new TrainingStep(settings, parameters, examples, stream, watchers, microWorkspace, walk);
    LossAndGradients result = current.throughTechniques();
    if (settings.whenNotFinite != WhenNotFinite.GO_ON) {
      Optional<String> problem = current.problem(result);
      if (problem.isPresent() && settings.whenNotFinite == WhenNotFinite.SKIP) {
        current.undo();
        return;
      }
      if (problem.isPresent()) {
        throw diverged(current, epoch, problem.get());
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
    state.meanLoss.add(result.loss(), current.batch().size());
    for (int i = 0; i < state.tallies.size(); i++) {
      state.tallies.get(i).add(current.tallies().get(i));
    }
    tell(listener -> listener.stepped(report));
  }

  private DivergedException diverged(TrainingStep current, int epoch, String problem) {
    DivergedException.Origin origin = current.origin();
    Optional<Path> checkpoint =
        origin.isParameter()
            ? settings.folder().flatMap(CheckpointFolder::newest)
            : settings.folder().map(folder -> folder.save(state.step, checkpoint()));
    return new DivergedException(
        new DivergedException.StepNumber(epoch, state.batch + 1, state.step + 1),
        problem,
        origin,
        checkpoint);
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
    tell(listener -> listener.epochEnded(report));
    save();
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

  private void save() {
    Optional<String> broken =
        settings.whenNotFinite == WhenNotFinite.GO_ON || settings.folder().isEmpty()
            ? Optional.empty()
            : TrainingStep.firstNotFinite(parameters);
    if (broken.isPresent()) {
      throw new DivergedException(
          new DivergedException.StepNumber(state.history.size() + 1, state.batch, state.step),
          "finite parameters, got one that is not,",
          DivergedException.Origin.ofParameter(broken.get()),
          settings.folder().flatMap(CheckpointFolder::newest));
    }
    settings.folder().ifPresent(folder -> folder.save(state.step, checkpoint()));
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
   * @throws org.gradus.layers.model.StateMismatchException if the parameters are others
   */
  public boolean resume() {
    Optional<Checkpoint> newest =
        settings
            .folder()
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "[trainer] there is no place to resume from: expected a folder by"
                            + " checkpoints(…), got none."))
            .read();
    newest.ifPresent(this::resume);
    return newest.isPresent();
  }

  /**
   * Goes on from a checkpoint. The trainer has to be made as the one was that the checkpoint is of;
   * what cannot be checked, such as the data, is taken on trust.
   *
   * @throws CheckpointException if it is of another training; everything is then as before
   * @throws org.gradus.layers.model.StateMismatchException if the parameters are others
   */
  public void resume(Checkpoint checkpoint) {
    state.restore(checkpoint);
  }
}
