package org.gradus.core.optimizer;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.gradus.core.path.PathPattern;
import org.gradus.core.tensor.Parameter;

/**
 * Parts the parameters of a network into groups by their paths.
 *
 * <pre>{@code
 * Optimizer optimizer =
 *     Optimizer.of(
 *         Grouping.of(model.parameters())
 *             .freeze("encoder/**")
 *             .group("biases", path -> path.endsWith("/bias"), 0.1, Sgd.plain())
 *             .rest(0.05, Sgd.withMomentum(0.9)));
 * }</pre>
 *
 * <p>A parameter belongs to the first group that it fits, by any of its paths where it has several,
 * as tied weights do. One that is frozen belongs to none: it is not updated, and nothing is
 * remembered of it. Its gradient is computed all the same by {@code loss.backward()}, and not by
 * {@code Backward.of(loss).withRespectTo(…)}, as the trainer does.
 *
 * <p>An instance is changed by its methods, and of use once.
 */
public final class Grouping {
  private static final String NAME = "grouping";
  private static final String REST = "default";

  private final Set<String> paths;
  private final Map<String, Parameter> left;
  private final List<ParameterGroup> groups = new ArrayList<>();

  private Grouping(Map<String, Parameter> parameters) {
    this.left = new LinkedHashMap<>(parameters);
    this.paths = Collections.unmodifiableSet(new LinkedHashSet<>(parameters.keySet()));
  }

  /** Starts to part parameters, by path, in order. */
  public static Grouping of(Map<String, Parameter> parameters) {
    return new Grouping(parameters);
  }

  /**
   * Leaves parameters out of all groups.
   *
   * @param pattern of their paths, see {@link PathPattern}
   * @throws IllegalArgumentException if it is malformed or fits no path that is left
   */
  public Grouping freeze(String pattern) {
    return freeze(fitting(pattern));
  }

  /**
   * Leaves parameters out of all groups.
   *
   * @param chosen of their paths
   * @throws IllegalArgumentException if none that is left is chosen
   */
  public Grouping freeze(Predicate<String> chosen) {
    requireSome(take(chosen), "those to freeze");
    return this;
  }

  /**
   * Makes a group of parameters that are in no other one.
   *
   * @param name of the group
   * @param pattern of their paths, see {@link PathPattern}
   * @param learningRate η ≥ 0
   * @param rule how they are updated
   * @throws IllegalArgumentException if the pattern is malformed or fits no path that is left, or
   *     the learning rate is out of range
   */
  public Grouping group(String name, String pattern, double learningRate, UpdateRule rule) {
    return group(name, fitting(pattern), learningRate, rule);
  }

  /**
   * Makes a group of parameters that are in no other one.
   *
   * @param name of the group
   * @param chosen of their paths
   * @param learningRate η ≥ 0
   * @param rule how they are updated
   * @throws IllegalArgumentException if none that is left is chosen, or the learning rate is out of
   *     range
   */
  public Grouping group(
      String name, Predicate<String> chosen, double learningRate, UpdateRule rule) {
    Map<String, Parameter> taken = take(chosen);
    requireSome(taken, name);
    groups.add(new ParameterGroup(name, taken, learningRate, rule));
    return this;
  }

  /**
   * Makes a group of all that are in no other one, named {@value #REST}, and returns the groups.
   *
   * @param learningRate η ≥ 0
   * @param rule how they are updated
   * @throws IllegalArgumentException if none are left, or the learning rate is out of range
   */
  public List<ParameterGroup> rest(double learningRate, UpdateRule rule) {
    group(REST, path -> true, learningRate, rule);
    return List.copyOf(groups);
  }

  /**
   * Returns the groups, which together are all parameters but those that are frozen.
   *
   * @throws IllegalArgumentException if a parameter is in none
   */
  public List<ParameterGroup> all() {
    if (!left.isEmpty()) {
      throw new IllegalArgumentException(
          "[%s] parameters are in no group: expected all grouped or frozen, got %s besides."
              .formatted(NAME, left.keySet()));
    }
    return List.copyOf(groups);
  }

  private Predicate<String> fitting(String pattern) {
    PathPattern fit = PathPattern.of(pattern);
    fit.requireFit(NAME, paths);
    return fit;
  }

  private Map<String, Parameter> take(Predicate<String> chosen) {
    Map<String, Parameter> taken = new LinkedHashMap<>(left);
    taken.keySet().removeIf(path -> !chosen.test(path));
    Set<Parameter> parameters = Collections.newSetFromMap(new IdentityHashMap<>());
    parameters.addAll(taken.values());
    left.values().removeIf(parameters::contains);
    return taken;
  }

  private void requireSome(Map<String, Parameter> taken, String group) {
    if (taken.isEmpty()) {
      throw new IllegalArgumentException(
          "[%s] a group is empty: expected parameters for %s among those that are left, %s, got none."
              .formatted(NAME, group, left.keySet()));
    }
  }
}
