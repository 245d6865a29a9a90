package org.gradus.core.optimizer;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gradus.core.tensor.Gradients;
import org.gradus.core.tensor.Parameter;
import org.gradus.core.tensor.Tensor;

/**
 * Improves parameters by their gradients, step by step, as their groups' rules say.
 *
 * <pre>{@code
 * Optimizer optimizer = Optimizer.of(model.parameters(), 0.05, Sgd.withMomentum(0.9));
 * optimizer.step(loss.backward());
 * }</pre>
 *
 * <p>A parameter that the loss does not depend on is left as it is, and its state too. The state
 * (momenta, numbers of steps) is keyed by the parameters' paths; a parameter that has several
 * paths, as tied weights do, is updated once and kept under the first.
 */
public final class Optimizer {
  static final String STEPS = "steps";

  private final List<ParameterGroup> groups;
  private final Map<String, ParameterState> states = new LinkedHashMap<>();

  private Optimizer(List<ParameterGroup> groups) {
    this.groups = List.copyOf(groups);
    Set<String> names = new HashSet<>();
    Map<Parameter, ParameterGroup> owners = new IdentityHashMap<>();
    for (ParameterGroup group : groups) {
      // By their names the rates of groups are kept in checkpoints.
      if (!names.add(group.name())) {
        throw new IllegalArgumentException(
            "[optimizer] two groups have the same name: expected each once, got %s again."
                .formatted(group.name()));
      }
      group
          .parameters()
          .forEach(
              (path, parameter) -> {
                ParameterGroup owner = owners.putIfAbsent(parameter, group);
                boolean isNew = owner == null;
                if ((!isNew && owner != group) || states.containsKey(path)) {
                  throw new IllegalArgumentException(
                      "[optimizer] a parameter is in two groups: expected every path and parameter in"
                          + " one, got "
                          + path
                          + " again in group "
                          + group.name()
                          + ".");
                }
                if (isNew) {
                  states.put(path, new ParameterState(group, parameter));
                }
              });
    }
    if (states.isEmpty()) {
      throw new IllegalArgumentException(
          "[optimizer] there are no parameters: expected at least one, got none. Hint: a network has"
              + " its parameters once it is built.");
    }
  }

  /**
   * Returns an optimizer of groups.
   *
   * @throws IllegalArgumentException if a parameter or a path is in two of them, two have the same
   *     name, or there are no parameters
   */
  public static Optimizer of(List<ParameterGroup> groups) {
    return new Optimizer(groups);
  }

  /**
   * Returns an optimizer of one group, named "default".
   *
   * @throws IllegalArgumentException if there are no parameters, or the learning rate is out of
   *     range
   */
  public static Optimizer of(
      Map<String, Parameter> parameters, double learningRate, UpdateRule rule) {
    return of(List.of(new ParameterGroup("default", parameters, learningRate, rule)));
  }

  /** Returns the groups, whose learning rates may be changed. */
  public List<ParameterGroup> groups() {
    return groups;
  }

  /** Sets the learning rate of all groups. */
  public void setLearningRate(double learningRate) {
    groups.forEach(group -> group.setLearningRate(learningRate));
  }

  /**
   * Updates every parameter that has a gradient.
   *
   * @throws org.gradus.core.tensor.ShapeException if a gradient has not its parameter's shape
   * @throws org.gradus.core.tensor.DTypeException if a gradient has not its parameter's type
   */
  public void step(Gradients gradients) {
    for (ParameterState state : states.values()) {
      Optional<Tensor> gradient = gradients.find(state.parameter());
      if (gradient.isPresent()) {
        state.update(gradient.get());
      }
    }
  }

  /**
   * Returns a copy of everything that decides the future besides parameters and learning rates: for
   * every parameter its states, as {@code path/name}, and {@code path/steps}, INT32.
   */
  public Map<String, Tensor> state() {
    Map<String, Tensor> all = new LinkedHashMap<>();
    states.forEach(
        (path, state) -> {
          state.values().forEach((name, value) -> all.put(path + "/" + name, value));
          all.put(path + "/" + STEPS, Tensor.scalar(Math.toIntExact(state.steps())));
        });
    return all;
  }

  /**
   * Restores what {@link #state()} returned.
   *
   * @throws IllegalArgumentException if an entry is missing, unknown, or of another shape or type;
   *     all are named, and nothing is changed
   */
  public void restore(Map<String, Tensor> saved) {
    List<String> problems = new ArrayList<>();
    Set<String> unknown = new LinkedHashSet<>(saved.keySet());
    Map<String, Tensor> current = state();
    current.forEach(
        (key, value) -> {
          unknown.remove(key);
          Tensor found = saved.get(key);
          if (found == null) {
            problems.add(key + " is missing");
          } else if (!found.shape().equals(value.shape()) || found.dtype() != value.dtype()) {
            problems.add(
                key
                    + " is "
                    + found.dtype()
                    + found.shape()
                    + " instead of "
                    + value.dtype()
                    + value.shape());
          } else if (key.endsWith("/" + STEPS) && found.item() < 0) {
            problems.add(key + " is " + found);
          }
        });
    unknown.forEach(key -> problems.add(key + " is unknown"));
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(
          "[optimizer] the state does not fit: expected that of these parameters and rules, got: "
              + String.join("; ", problems)
              + ".");
    }
    states.forEach((path, state) -> state.restore(saved, path + "/"));
  }
}
