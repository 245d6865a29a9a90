package org.gradus.optimizers.diagnosis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.gradus.core.plugin.Settings;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Parameter;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.module.ForwardListener;
import org.gradus.layers.module.Module;
import org.gradus.layers.module.WeightDecay;
import org.gradus.optimizers.training.StepReport;
import org.gradus.optimizers.training.TrainingListener;

/**
 * Looks into the layers in the first step and then every so many: how large weights, gradients and
 * updates are, and what the layers return.
 *
 * <pre>{@code
 * new LayerStatistics(100, report -> report.findings().forEach(System.out::println))
 * }</pre>
 *
 * <p>Only what {@linkplain WeightDecay is a weight} is looked at, not biases and gains, and of the
 * modules those that have no others inside that were seen. Such a step costs several passes over
 * parameters and results; others cost nothing.
 */
public final class LayerStatistics implements TrainingListener {
  private final int every;
  private final Thresholds thresholds;
  private final Consumer<LayerReport> reports;
  private final Map<String, ActivationTally> activations = new LinkedHashMap<>();
  private final Map<String, Before> before = new LinkedHashMap<>();

  /** A weight before it was changed. */
  private record Before(double[] values, double gradientNorm) {}

  /**
   * Creates the listener with the usual thresholds.
   *
   * @param every how many steps there are from one look to the next, at least 1
   * @param reports is told what was seen
   * @throws IllegalArgumentException if the number is below 1
   */
  public LayerStatistics(int every, Consumer<LayerReport> reports) {
    this(every, new Thresholds(), reports);
  }

  /**
   * Creates the listener.
   *
   * @param every how many steps there are from one look to the next, at least 1
   * @param thresholds from where on something is a finding
   * @param reports is told what was seen
   * @throws IllegalArgumentException if the number is below 1
   */
  public LayerStatistics(int every, Thresholds thresholds, Consumer<LayerReport> reports) {
    Settings.requireSize("layer statistics", "number of steps", every);
    this.every = every;
    this.thresholds = thresholds;
    this.reports = reports;
  }

  private boolean isDue(long step) {
    return step == 1 || step % every == 0;
  }

  @Override
  public Optional<ForwardListener> watching(long step) {
    activations.clear();
    return isDue(step) ? Optional.of(this::forwarded) : Optional.empty();
  }

  private void forwarded(String path, Module module, Tensor input, Tensor output) {
    boolean isSeenInside =
        activations.keySet().stream().anyMatch(seen -> seen.startsWith(path + "/"));
    if (output.dtype().isFloating() && output.elements() > 0 && !isSeenInside) {
      activations
          .computeIfAbsent(path, seen -> new ActivationTally(module.getClass().getSimpleName()))
          .add(output);
    }
  }

  @Override
  public void updating(StepReport step) {
    before.clear();
    if (isDue(step.step())) {
      WeightDecay.of(step.model())
          .decayed()
          .forEach(
              (path, weight) -> {
                double gradient =
                    step.gradients().find(weight).map(g -> norm(values(g))).orElse(0.0);
                before.put(path, new Before(values(weight.tensor()), gradient));
              });
    }
  }

  @Override
  public void stepped(StepReport step) {
    if (before.isEmpty() && activations.isEmpty()) {
      return;
    }
    Map<String, Parameter> parameters = step.model().parameters();
    List<WeightStatistics> weights = new ArrayList<>();
    before.forEach(
        (path, old) -> {
          Parameter weight = parameters.get(path);
          if (weight != null) {
            weights.add(statistics(path, old, values(weight.tensor())));
          }
        });
    List<ActivationStatistics> layers = new ArrayList<>();
    activations.forEach((path, tally) -> layers.add(tally.statistics(path)));
    List<Finding> findings = thresholds.findings(weights, layers);
    before.clear();
    activations.clear();
    reports.accept(new LayerReport(step.step(), weights, layers, findings));
  }

  private static WeightStatistics statistics(String path, Before old, double... now) {
    double norm = norm(old.values());
    double[] change = new double[now.length];
    for (int i = 0; i < now.length; i++) {
      change[i] = now[i] - old.values()[i];
    }
    return new WeightStatistics(
        path,
        norm,
        old.gradientNorm(),
        old.gradientNorm() / Math.sqrt(now.length),
        norm == 0 ? Double.NaN : norm(change) / norm);
  }

  private static double[] values(Tensor tensor) {
    return tensor.detach().cast(DType.FLOAT64).toDoubles();
  }

  private static double norm(double... values) {
    double sum = 0;
    for (double value : values) {
      sum += value * value;
    }
    return Math.sqrt(sum);
  }
}
