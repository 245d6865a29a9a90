package org.gradus.optimizers.training;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.gradus.core.data.Batch;
import org.gradus.core.data.Prefetch;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.Gradients;
import org.gradus.core.tensor.Tensor;
import org.gradus.core.tensor.Workspace;
import org.gradus.layers.module.ForwardListener;

/** Makes the steps of epochs, one batch after the other, and what is due between them. */
final class EpochSteps {
  private final TrainerBuilder settings;
  private final TrainingState state;
  private final LearningRates rates;
  private final CheckpointKeeping checkpoints;
  private final NetworkParameters parameters;
  private final Listeners listeners;
  private final StopRequest stop;
  private final Function<Tensor, Gradients> walk;
  private final Workspace workspace = new Workspace();
  private final Workspace microWorkspace = new Workspace();

  EpochSteps(
      TrainerBuilder settings,
      TrainingState state,
      LearningRates rates,
      CheckpointKeeping checkpoints,
      NetworkParameters parameters,
      Listeners listeners,
      StopRequest stop) {
    this.settings = settings;
    this.state = state;
    this.rates = rates;
    this.checkpoints = checkpoints;
    this.parameters = parameters;
    this.listeners = listeners;
    this.stop = stop;
    this.walk = TrainingStep.walk(settings.optimizer, parameters);
  }

  /**
   * Makes the steps of an epoch, from the batch on at which the training is, until it is asked to
   * stop.
   */
  void make(List<Batch> source, int epoch, RandomSource random) {
    if (settings.prefetch == 0) {
      make(source.listIterator(state.batch), epoch, random);
    } else {
      try (Prefetch<Batch> prefetch = Prefetch.of(source, state.batch, settings.prefetch)) {
        make(prefetch.iterator(), epoch, random);
      }
    }
  }

  private void make(Iterator<Batch> source, int epoch, RandomSource random) {
    boolean goesOn = true;
    while (goesOn && state.batch < state.batches) {
      rates.beforeStep(state.step, state.history.size());
      workspace.step(() -> step(source, epoch, random.stream(Integer.toString(state.batch))));
      state.batch++;
      state.step++;
      goesOn = !stop.isAsked();
      boolean due = settings.checkpointEvery > 0 && state.step % settings.checkpointEvery == 0;
      // The last step's checkpoint is that of the epoch.
      if ((due || !goesOn) && state.batch < state.batches) {
        checkpoints.save();
      }
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
            settings.model,
            settings.optimizer,
            gradients);
    listeners.tell(listener -> listener.updating(report));
    settings.optimizer.step(gradients);
    settings.techniques.forEach(technique -> technique.constrain(parameters));
    state.meanLoss.add(result.loss(), result.divisor());
    for (int i = 0; i < state.tallies.size(); i++) {
      state.tallies.get(i).add(current.tallies().get(i));
    }
    listeners.tell(listener -> listener.stepped(report));
  }

  /** Leaves out a step that came to no number, or ends the training there. */
  private void refuse(TrainingStep current, LossAndGradients result, int epoch, String problem) {
    DivergedException.StepNumber number = number(epoch);
    if (settings.whenNotFinite == WhenNotFinite.SKIP) {
      current.undo();
      listeners.tell(listener -> listener.skipped(epoch, number.batch(), number.step(), problem));
      return;
    }
    throw checkpoints.diverged(number, problem, current.origin(result));
  }
}
