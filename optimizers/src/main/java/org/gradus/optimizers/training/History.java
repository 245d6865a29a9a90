package org.gradus.optimizers.training;

import java.util.List;
import java.util.Optional;

/**
 * The epochs of a training so far, also of those before it was interrupted.
 *
 * @param epochs in order
 */
public record History(List<EpochReport> epochs) {
  /** Keeps a copy of the list. */
  public History {
    epochs = List.copyOf(epochs);
  }

  /** Returns whether no epoch has ended yet. */
  public boolean isEmpty() {
    return epochs.isEmpty();
  }

  /**
   * Returns the last epoch.
   *
   * @throws IllegalStateException if none has ended
   */
  public EpochReport last() {
    if (epochs.isEmpty()) {
      throw new IllegalStateException(
          "[history] there is no last epoch: expected one that has ended, got none.");
    }
    return epochs.get(epochs.size() - 1);
  }

  /**
   * Returns a measure after every epoch.
   *
   * @throws IllegalArgumentException if an epoch has none of the name
   */
  public double[] measure(String name) {
    return epochs.stream().mapToDouble(epoch -> epoch.measure(name)).toArray();
  }

  /**
   * Returns the epoch in which a measure was best, the first of equals; nothing if none has ended
   * or the measure was always NaN.
   *
   * @throws IllegalArgumentException if an epoch has none of the name
   */
  public Optional<EpochReport> best(String measure, Goal goal) {
    EpochReport best = null;
    double bestValue = Double.NaN;
    for (EpochReport epoch : epochs) {
      double value = epoch.measure(measure);
      if (goal.isBetter(value, bestValue)) {
        best = epoch;
        bestValue = value;
      }
    }
    return Optional.ofNullable(best);
  }
}
