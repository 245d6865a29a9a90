package org.gradus.regularization.regularizer;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gradus.core.path.PathPattern;
import org.gradus.core.tensor.Parameter;
import org.gradus.optimizers.training.NetworkParameters;

/**
 * Chooses parameters by their paths; without a pattern all weights, see {@link
 * NetworkParameters#of}.
 *
 * @param paths patterns, see {@link PathPattern}, one of which has to fit, whatever the parameter
 *     is; empty for all weights
 */
public record Selection(List<String> paths) {
  private static final Selection WEIGHTS = new Selection(List.of());

  /**
   * Keeps a copy of the list.
   *
   * @throws IllegalArgumentException if a pattern is malformed
   */
  public Selection {
    paths.forEach(PathPattern::of);
    paths = List.copyOf(paths);
  }

  /** Returns the choice of all weights. */
  public static Selection weights() {
    return WEIGHTS;
  }

  /**
   * Returns the choice of what fits one of the patterns, biases too.
   *
   * @throws IllegalArgumentException if a pattern is malformed
   */
  public static Selection of(String... patterns) {
    return new Selection(Arrays.asList(patterns));
  }

  /**
   * Returns the parameters that are chosen, by path.
   *
   * @throws IllegalArgumentException if a pattern fits no parameter
   */
  public Map<String, Parameter> of(NetworkParameters parameters) {
    List<PathPattern> patterns = paths.stream().map(PathPattern::of).toList();
    patterns.forEach(pattern -> pattern.requireFit("selection", parameters.all().keySet()));
    Map<String, Parameter> chosen = new LinkedHashMap<>(parameters.all());
    chosen
        .keySet()
        .removeIf(
            path ->
                patterns.isEmpty()
                    ? !parameters.weights().contains(path)
                    : patterns.stream().noneMatch(pattern -> pattern.test(path)));
    return chosen;
  }
}
