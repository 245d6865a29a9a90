package org.gradus.optimizers.training;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.gradus.optimizers.metric.Metric;

/** The names of what is measured in an epoch. */
final class MeasureNames {
  private MeasureNames() {}

  /** Returns the names of the loss and the metrics of a set of examples. */
  static List<String> of(String prefix, List<Metric> metrics) {
    List<String> names = new ArrayList<>();
    names.add(prefix + EpochReport.LOSS);
    metrics.forEach(metric -> names.add(prefix + metric.name()));
    return names;
  }

  /**
   * Returns the names of all.
   *
   * @throws IllegalArgumentException if a name is there twice
   */
  static Set<String> all(List<Metric> training, List<ValidationSet> validations) {
    List<String> all = of("", training);
    validations.forEach(set -> all.addAll(set.measures()));
    Set<String> distinct = new LinkedHashSet<>();
    for (String name : all) {
      if (!distinct.add(name)) {
        throw new IllegalArgumentException(
            "[trainer] two measures have the same name: expected each once, got %s again."
                .formatted(name));
      }
    }
    return distinct;
  }

  /**
   * Requires a measure to be taken.
   *
   * @throws IllegalArgumentException if it is not
   */
  static void require(Set<String> names, String name, String user) {
    if (!names.contains(name)) {
      throw new IllegalArgumentException(
          "[trainer] %s needs a measure that is not taken: expected one of %s, got %s."
              .formatted(user, names, name));
    }
  }
}
