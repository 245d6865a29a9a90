package org.gradus.lecture.command;

import java.util.List;
import java.util.function.Supplier;
import org.gradus.lecture.experiment.Experiment;
import org.gradus.lecture.mnist1d.Mnist1dPerformance;

/** The list of all experiments, in the order of the lecture. */
final class Experiments {
  private static final List<Supplier<Experiment>> ALL = List.of(Mnist1dPerformance::new);

  private Experiments() {}

  /** Returns all, newly made. */
  static List<Experiment> all() {
    return ALL.stream().map(Supplier::get).toList();
  }
}
