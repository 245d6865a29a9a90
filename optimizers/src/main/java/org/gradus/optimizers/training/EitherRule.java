package org.gradus.optimizers.training;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Stops where one of two rules does; for the first one's reason if both do. */
record EitherRule(StoppingRule first, StoppingRule second) implements StoppingRule {
  @Override
  public Optional<String> reasonToStop(History history) {
    return first.reasonToStop(history).or(() -> second.reasonToStop(history));
  }

  @Override
  public Set<String> measures() {
    Set<String> both = new TreeSet<>(first.measures());
    both.addAll(second.measures());
    return both;
  }
}
