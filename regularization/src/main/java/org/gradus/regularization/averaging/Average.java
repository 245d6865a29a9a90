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
import java.util.function.IntToDoubleFunction;
import org.gradus.core.tensor.Autograd;
import org.gradus.core.tensor.Buffer;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Parameter;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;

/**
 * An average of each parameter over the steps of training, and its exchange with the parameter.
 *
 * <p>The averages are in buffers of their own, which no workspace recycles. A parameter of several
 * paths has one, under the first.
 */
final class Average {
  private static final String STEPS = "steps";
  private static final String PREFIX = "average/";

  private final String name;
  private final int start;
  private final IntToDoubleFunction weight;
  private final Optional<Statistics> statistics;
  private final Map<String, Averaged> all = new LinkedHashMap<>();
  private int steps;

  private record Averaged(Parameter parameter, Buffer average) {}

  /**
   * Creates averages that no step has entered.
   *
   * @param name what messages call the technique
   * @param parameters by path
   * @param start the first step that enters, from 1
   * @param weight by how much of the way to the parameters a step moves the averages, from 0 to 1
   * @param statistics of batch norms, to be taken anew
   */
  Average(
      String name,
      Map<String, Parameter> parameters,
      int start,
      IntToDoubleFunction weight,
      Optional<Statistics> statistics) {
    this.name = name;
    this.start = start;
    this.weight = weight;
    this.statistics = statistics;
    Set<Parameter> distinct = Collections.newSetFromMap(new IdentityHashMap<>());
    parameters.forEach(
        (path, parameter) -> {
          if (distinct.add(parameter)) {
            all.put(path, new Averaged(parameter, Buffer.of(parameter.tensor().detach())));
          }
        });
  }

  /** Takes note of the parameters after a step. */
  void step() {
    steps = Math.addExact(steps, 1);
    double share = steps < start ? 0 : weight.applyAsDouble(steps);
    if (share > 0) {
      Autograd.noGrad(() -> all.values().forEach(each -> move(each, share)));
    }
  }

  private static void move(Averaged each, double share) {
    Tensor value = each.parameter.tensor().detach();
    // With the whole share the sum would still be rounded.
    each.average.set(share == 1 ? value : each.average.tensor().combine(new Blend(share), value));
  }

  /** Sets the parameters to the averages, and takes statistics anew; nothing before the start. */
  void install() {
    if (steps >= start) {
      exchange();
      statistics.ifPresent(Statistics::recalibrate);
    }
  }

  private void exchange() {
    all.values().forEach(each -> each.parameter.set(each.average.tensor()));
  }

  /** Runs a body with the averages in the parameters, which are afterwards as they were. */
  void evaluate(Runnable body) {
    if (steps < start) {
      body.run();
      return;
    }
    Map<Parameter, Tensor> kept = new LinkedHashMap<>();
    for (Averaged each : all.values()) {
      kept.put(each.parameter, each.parameter.tensor().detach().copy());
    }
    try {
      exchange();
      statistics.ifPresentOrElse(those -> those.with(body), body);
    } finally {
      kept.forEach(Parameter::set);
    }
  }

  Map<String, Tensor> state() {
    Map<String, Tensor> state = new LinkedHashMap<>();
    state.put(STEPS, Tensor.scalar(steps));
    all.forEach((path, each) -> state.put(PREFIX + path, each.average.tensor().copy()));
    return state;
  }

  /**
   * Restores what {@link #state()} returned.
   *
   * @throws IllegalArgumentException if something does not fit; all is named, nothing is changed
   */
  void restore(Map<String, Tensor> state) {
    Map<String, Tensor> fitting = checked(state);
    fitting.forEach(
        (key, value) -> {
          Averaged each = key.equals(STEPS) ? null : all.get(key.substring(PREFIX.length()));
          if (each == null) {
            steps = (int) value.item();
          } else {
            each.average.set(value);
          }
        });
  }

  private Map<String, Tensor> checked(Map<String, Tensor> state) {
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
              .formatted(name, String.join("; ", problems)));
    }
    return state;
  }

  private static String described(DType dtype, Shape shape) {
    return dtype + " " + shape;
  }
}
