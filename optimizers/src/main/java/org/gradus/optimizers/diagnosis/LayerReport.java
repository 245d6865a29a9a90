package org.gradus.optimizers.diagnosis;

import java.util.List;
import java.util.Locale;
import org.gradus.core.text.TextTable;

/**
 * What went on inside a network in a step.
 *
 * @param step its number since the training began, from 1
 * @param weights those of the network, in the order of its parameters
 * @param activations of its layers, in the order in which they ran
 * @param findings what may be wrong
 */
public record LayerReport(
    long step,
    List<WeightStatistics> weights,
    List<ActivationStatistics> activations,
    List<Finding> findings) {
  /** Keeps copies of the lists. */
  public LayerReport {
    weights = List.copyOf(weights);
    activations = List.copyOf(activations);
    findings = List.copyOf(findings);
  }

  /** Returns a table of the weights, one of the layers, and a line for each finding. */
  @Override
  public String toString() {
    TextTable ofWeights = new TextTable("weight", "norm", "gradient norm", "update ratio");
    for (WeightStatistics weight : weights) {
      ofWeights.row(
          weight.path(),
          number(weight.norm()),
          number(weight.gradientNorm()),
          number(weight.updateRatio()));
    }
    TextTable ofLayers = new TextTable("layer", "type", "mean", "deviation", "zeros %", "dead %");
    for (ActivationStatistics layer : activations) {
      ofLayers.row(
          layer.path(),
          layer.type(),
          number(layer.mean()),
          number(layer.deviation()),
          format("%.1f", 100 * layer.zeros()),
          format("%.1f", 100 * layer.dead()));
    }
    StringBuilder text = new StringBuilder(format("step %d\n", step));
    text.append(ofWeights).append(ofLayers);
    findings.forEach(finding -> text.append(finding).append('\n'));
    return text.toString();
  }

  private static String number(double value) {
    return format("%.3g", value);
  }

  static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
