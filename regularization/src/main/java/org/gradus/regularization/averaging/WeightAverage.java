package org.gradus.regularization.averaging;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gradus.core.plugin.Settings;
import org.gradus.core.tensor.Autograd;
import org.gradus.core.tensor.Buffer;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Parameter;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.module.Module;
import org.gradus.optimizers.training.NetworkParameters;
import org.gradus.optimizers.training.Technique;

/**
 * Averages the weights after many steps, and evaluates the network with the averages. Training
 * itself goes on with the weights.
 *
 * <pre>{@code
 * WeightAverage last = WeightAverage.of(model.parameters(), Weighting.exponential(0.999));
 * WeightAverage wide =
 *     WeightAverage.of(model.parameters(), Weighting.equal()).startingAt(3001).every(40)
 *         .withRecalibration(model, inputs);
 * …
 * last.install();
 * }</pre>
 *
 * <p>No step has run with the averaged weights. Where they are far from those in training, as with
 * {@link Weighting#equal}, the statistics of batch norms have to be taken anew: {@link
 * #withRecalibration}.
 *
 * <p>The averages are in buffers of their own, which no workspace recycles. A parameter of several
 * paths has one, under the first.
 */
public final class WeightAverage implements Technique {
  static final String NAME = "weight-average";

  private static final String STEPS = "steps";
  private static final String PREFIX = "average/";

  private final Map<String, Parameter> parameters;
  private final Weighting weighting;
  private final int start;
  private final int frequency;
  private final Optional<Statistics> statistics;
  private final Map<String, Averaged> all = new LinkedHashMap<>();
  private int steps;

  private record Averaged(Parameter parameter, Buffer average) {}

  private WeightAverage(
      Map<String, Parameter> parameters,
      Weighting weighting,
      int start,
      int frequency,
      Optional<Statistics> statistics) {
    Settings.requireSize(NAME, "first step", start);
    Settings.requireSize(NAME, "frequency", frequency);
    this.parameters = parameters;
    this.weighting = weighting;
    this.start = start;
    this.frequency = frequency;
    this.statistics = statistics;
    Set<Parameter> distinct = Collections.newSetFromMap(new IdentityHashMap<>());
    parameters.forEach(
        (path, parameter) -> {
          if (distinct.add(parameter)) {
            all.put(path, new Averaged(parameter, Buffer.of(parameter.tensor().detach())));
          }
        });
  }

  /**
   * Returns the average of parameters over all steps, of which none has been made.
   *
   * @param parameters by path, of a network that is built
   * @param weighting how much each counts
   */
  public static WeightAverage of(Map<String, Parameter> parameters, Weighting weighting) {
    return new WeightAverage(parameters, weighting, 1, 1, Optional.empty());
  }

  /**
   * Returns a new average like this one whose first weights are those after another step.
   *
   * @param step from 1
   * @throws IllegalArgumentException if it is below 1
   */
  public WeightAverage startingAt(int step) {
    return new WeightAverage(parameters, weighting, step, frequency, statistics);
  }

  /**
   * Returns a new average like this one whose weights are so many steps apart.
   *
   * @throws IllegalArgumentException if there are none
   */
  public WeightAverage every(int stepsApart) {
    return new WeightAverage(parameters, weighting, start, stepsApart, statistics);
  }

  /**
   * Returns a new average like this one that takes the statistics of batch norms anew before the
   * averages are used, by {@link org.gradus.layers.normalization.Recalibration}. Without, they are
   * those of the weights in training.
   *
   * @param inputs batches of training inputs, gone through once for each batch norm
   */
  public WeightAverage withRecalibration(Module network, Iterable<Tensor> inputs) {
    Statistics anew = new Statistics(network, inputs);
    return new WeightAverage(parameters, weighting, start, frequency, Optional.of(anew));
  }

  /** Takes note of the parameters after a step. */
  @Override
  public void constrain(NetworkParameters network) {
    steps = Math.addExact(steps, 1);
    int since = steps - start;
    if (since >= 0 && since % frequency == 0) {
      double share = weighting.share(since / frequency + 1);
      Autograd.noGrad(() -> all.values().forEach(each -> move(each, share)));
    }
  }

  private static void move(Averaged each, double share) {
    Tensor value = each.parameter.tensor().detach();
    // With the whole share the sum would still be rounded.
    each.average.set(share == 1 ? value : each.average.tensor().combine(new Blend(share), value));
  }

  /**
   * Sets the parameters of the network to the averages for good; before the first step that counts,
   * does nothing.
   */
  public void install() {
    if (steps >= start) {
      exchange();
      statistics.ifPresent(Statistics::recalibrate);
    }
  }

  private void exchange() {
    all.values().forEach(each -> each.parameter.set(each.average.tensor()));
  }

  /** Runs an evaluation with the averages in the parameters, which are afterwards as they were. */
  @Override
  public void evaluate(Runnable evaluation) {
    if (steps < start) {
      evaluation.run();
      return;
    }
    Map<Parameter, Tensor> kept = new LinkedHashMap<>();
    for (Averaged each : all.values()) {
      kept.put(each.parameter, each.parameter.tensor().detach().copy());
    }
    try {
      exchange();
      statistics.ifPresentOrElse(those -> those.with(evaluation), evaluation);
    } finally {
      kept.forEach(Parameter::set);
    }
  }

  @Override
  public Map<String, Tensor> state() {
    Map<String, Tensor> state = new LinkedHashMap<>();
    state.put(STEPS, Tensor.scalar(steps));
    all.forEach((path, each) -> state.put(PREFIX + path, each.average.tensor().copy()));
    return state;
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if something does not fit; all is named, nothing is changed
   */
  @Override
  public void restore(Map<String, Tensor> state) {
    requireFit(state);
    state.forEach(
        (key, value) -> {
          Averaged each = key.equals(STEPS) ? null : all.get(key.substring(PREFIX.length()));
          if (each == null) {
            steps = (int) value.item();
          } else {
            each.average.set(value);
          }
        });
  }

  private void requireFit(Map<String, Tensor> state) {
    List<String> problems = new ArrayList<>();
    Set<String> unknown = new LinkedHashSet<>(state.keySet());
    state()
        .forEach(
            (key, own) -> {
              unknown.remove(key);
              Tensor saved = state.get(key);
              String got = saved == null ? "nothing" : described(saved.dtype(), saved.shape());
              String expected = described(own.dtype(), own.shape());
              if (!got.equals(expected)) {
                problems.add(key + " is " + got + " instead of " + expected);
              }
            });
    unknown.forEach(key -> problems.add(key + " is unknown"));
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(
          "[%s] the state does not fit: expected that of these parameters, got: %s."
              .formatted(NAME, String.join("; ", problems)));
    }
  }

  private static String described(DType dtype, Shape shape) {
    return dtype + " " + shape;
  }
}
