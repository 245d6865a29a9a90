package org.gradus.optimizers.training;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gradus.core.json.Json;
import org.gradus.core.json.JsonBindingException;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.model.ModelState;
import org.gradus.optimizers.checkpoint.Checkpoint;
import org.gradus.optimizers.checkpoint.CheckpointException;
import org.gradus.optimizers.metric.Tally;

/** Where a training is, besides parameters, buffers and what the optimizer remembers. */
final class TrainingState {
  private static final String PROGRESS = "progress";
  private static final String BEST = "best";
  private static final String TALLIES = "tallies";
  private static final String TECHNIQUE = "technique-";

  final MeanLossTally meanLoss = new MeanLossTally();
  final List<Tally> tallies;
  final List<EpochReport> history = new ArrayList<>();
  Optional<ModelState> best = Optional.empty();
  RandomSource random;

  /** How many batches of the epoch are done, of how many; 0 of 0 between epochs. */
  int batch;

  int batches;

  /** How many steps were made. */
  long step;

  private final TrainerBuilder settings;
  private final LearningRates rates;

  TrainingState(TrainerBuilder settings, LearningRates rates) {
    this.settings = settings;
    this.rates = rates;
    this.random = settings.random();
    this.tallies = settings.metrics.stream().map(Tally::new).toList();
  }

  /** Begins the next epoch's counts. */
  void clearCounts() {
    batch = 0;
    batches = 0;
    meanLoss.restore(new double[2]);
    tallies.forEach(tally -> tally.restore(new double[0]));
  }

  /** Returns everything that decides how the training goes on. */
  Checkpoint save() {
    Progress progress = new Progress(random.state(), batch, batches, step, history, rates.state());
    Checkpoint checkpoint =
        Checkpoint.of(settings.model, settings.optimizer)
            .with(PROGRESS, Json.plain().write(progress))
            .with(TALLIES, counts());
    for (int i = 0; i < settings.techniques.size(); i++) {
      checkpoint = checkpoint.with(TECHNIQUE + i, settings.techniques.get(i).state());
    }
    return best.isPresent() ? checkpoint.with(BEST, best.get().values()) : checkpoint;
  }

  private Map<String, Tensor> counts() {
    Map<String, Tensor> counts = new LinkedHashMap<>();
    counts.put(EpochReport.LOSS, Tensor.of(meanLoss.sums()));
    for (Tally tally : tallies) {
      if (tally.sums().length > 0) {
        counts.put(tally.metric().name(), Tensor.of(tally.sums()));
      }
    }
    return counts;
  }

  /**
   * Restores what {@link #save} returned; if something does not fit, everything is as before.
   *
   * @throws IllegalArgumentException if it is of another training
   */
  void restore(Checkpoint checkpoint) {
    Checkpoint before = save();
    boolean complete = false;
    try {
      restoreParts(checkpoint);
      complete = true;
    } finally {
      if (!complete) {
        restoreParts(before);
      }
    }
  }

  private void restoreParts(Checkpoint checkpoint) {
    Progress progress = progress(checkpoint);
    RandomSource source = RandomSource.restore(progress.random());
    checkpoint.restoreTo(settings.model, settings.optimizer);
    for (int i = 0; i < settings.techniques.size(); i++) {
      settings.techniques.get(i).restore(checkpoint.part(TECHNIQUE + i));
    }
    Map<String, Tensor> kept = checkpoint.part(BEST);
    best = kept.isEmpty() ? Optional.empty() : Optional.of(new ModelState(kept));
    best.ifPresent(state -> state.requireFit(settings.model));
    rates.restore(progress.rates());
    meanLoss.restore(sums(checkpoint, EpochReport.LOSS, 2));
    for (Tally tally : tallies) {
      tally.restore(sums(checkpoint, tally.metric().name(), 0));
    }
    random = source;
    batch = progress.batch();
    batches = progress.batches();
    step = progress.step();
    history.clear();
    history.addAll(progress.history());
  }

  /** Returns what was counted, or zeros if nothing was. */
  private static double[] sums(Checkpoint checkpoint, String name, int zeros) {
    Tensor sums = checkpoint.part(TALLIES).get(name);
    if (sums == null) {
      return new double[zeros];
    }
    if (sums.dtype() != DType.FLOAT64 || sums.rank() != 1 || sums.elements() < zeros) {
      throw new CheckpointException(
          checkpoint.source(),
          "the sums of %s are not usable: expected FLOAT64 of one axis, got %s %s."
              .formatted(name, sums.dtype(), sums.shape()));
    }
    return sums.toDoubles();
  }

  private static Progress progress(Checkpoint checkpoint) {
    try {
      return Json.plain().read(checkpoint.text(PROGRESS), Progress.class);
    } catch (JsonBindingException e) {
      throw new CheckpointException(
          checkpoint.source(), "the progress is not usable. " + e.getMessage(), e);
    }
  }
}
