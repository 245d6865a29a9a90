package org.gradus.optimizers.training;

import java.util.List;
import org.gradus.core.data.Batch;
import org.gradus.core.tensor.Tensor;
import org.gradus.optimizers.metric.Tally;

/** What metrics are given. */
final class Predictions {
  private Predictions() {}

  /**
   * Counts the prediction for a batch.
   *
   * @throws IllegalArgumentException if there are tallies, but no prediction
   */
  static void count(List<Tally> tallies, BatchLoss.Output output, Batch batch) {
    if (tallies.isEmpty()) {
      return;
    }
    Tensor prediction =
        output
            .prediction()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "[trainer] there is nothing to measure: expected a loss with a prediction for"
                            + " %s, got a loss alone."
                                .formatted(tallies.stream().map(t -> t.metric().name()).toList())));
    tallies.forEach(tally -> tally.add(prediction, batch.targets()));
  }
}
