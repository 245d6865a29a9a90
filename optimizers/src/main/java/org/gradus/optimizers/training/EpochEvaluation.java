package org.gradus.optimizers.training;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.gradus.layers.model.ModelState;

/** What is measured and kept at the end of an epoch. */
final class EpochEvaluation {
  private final TrainerBuilder settings;
  private final TrainingState state;
  private final Optional<TrainerBuilder.Best> keep;

  EpochEvaluation(
      TrainerBuilder settings, TrainingState state, Optional<TrainerBuilder.Best> keep) {
    this.settings = settings;
    this.state = state;
    this.keep = keep;
  }

  /** Returns the measures of training and validation, and keeps the network if it is the best. */
  Map<String, Double> run() {
    Map<String, Double> measures = new HashMap<>();
    measures.put(EpochReport.LOSS, state.meanLoss.value());
    state.tallies.forEach(tally -> measures.put(tally.metric().name(), tally.value()));
    Runnable evaluation =
        () -> {
          settings.validations.forEach(
              set -> measures.putAll(set.evaluate(settings.model, settings.loss)));
          keep.ifPresent(wanted -> keepIfBest(wanted, measures));
        };
    for (int i = settings.techniques.size() - 1; i >= 0; i--) {
      Technique technique = settings.techniques.get(i);
      Runnable inner = evaluation;
      evaluation = () -> technique.evaluate(inner);
    }
    evaluation.run();
    return measures;
  }

  private void keepIfBest(TrainerBuilder.Best wanted, Map<String, Double> measures) {
    double value = measures.getOrDefault(wanted.measure(), Double.NaN);
    double before =
        new History(state.history)
            .best(wanted.measure(), wanted.goal())
            .map(epoch -> epoch.measure(wanted.measure()))
            .orElse(Double.NaN);
    if (wanted.goal().isBetter(value, before)) {
      state.best = Optional.of(ModelState.of(settings.model));
    }
  }
}
