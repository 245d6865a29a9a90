package org.gradus.optimizers.training;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gradus.core.data.Batch;
import org.gradus.core.tensor.Autograd;
import org.gradus.core.tensor.Workspace;
import org.gradus.layers.module.Context;
import org.gradus.layers.module.Module;
import org.gradus.optimizers.metric.Metric;
import org.gradus.optimizers.metric.Tally;

/**
 * Examples that a network is evaluated on and not trained on.
 *
 * @param name of the set, the first part of its measures' names, such as {@code validation}
 * @param batches read anew for every evaluation
 * @param metrics what is measured besides the loss
 */
public record ValidationSet(String name, List<Batch> batches, List<Metric> metrics) {
  /** Keeps a copy of the list of metrics. */
  public ValidationSet {
    metrics = List.copyOf(metrics);
  }

  /** Returns the names of the measures: those of the loss and of the metrics, after the set's. */
  List<String> measures() {
    return MeasureNames.of(name + "/", metrics);
  }

  /**
   * Evaluates a network: in evaluation, without recording, batch by batch.
   *
   * @return the mean loss over the set, {@code name/loss}, and the metrics, such as {@code
   *     name/accuracy}; NaN where there are no examples
   * @throws IllegalArgumentException if there are metrics and the loss has no prediction for them
   */
  public Map<String, Double> evaluate(Module model, BatchLoss loss) {
    Workspace workspace = new Workspace();
    MeanLossTally mean = new MeanLossTally();
    List<Tally> tallies = metrics.stream().map(Tally::new).toList();
    for (int i = 0; i < batches.size(); i++) {
      int index = i;
      workspace.step(() -> Autograd.noGrad(() -> count(index, model, loss, mean, tallies)));
    }
    Map<String, Double> measures = new LinkedHashMap<>();
    measures.put(name + "/" + EpochReport.LOSS, mean.value());
    tallies.forEach(tally -> measures.put(name + "/" + tally.metric().name(), tally.value()));
    return measures;
  }

  /** Evaluates a batch, and lets what is thrown say in which it was. */
  private void count(
      int index, Module model, BatchLoss loss, MeanLossTally mean, List<Tally> tallies) {
    Optional<Batch> read = Optional.empty();
    try {
      Batch batch = batches.get(index);
      read = Optional.of(batch);
      BatchLoss.Output output = loss.of(model, batch, Context.eval());
      mean.add(output.loss().item(), output.divisor().orElse(batch.size()));
      Predictions.count(tallies, output, batch);
    } catch (Throwable e) { // It goes on as it is, whatever it is.
      e.addSuppressed(FailedBatchException.ofEvaluation(name, index + 1, batches.size(), read));
      throw e;
    }
  }
}
