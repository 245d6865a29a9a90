package org.gradus.regularization.stopping;

import java.util.Optional;
import java.util.Set;
import org.gradus.core.plugin.Settings;
import org.gradus.optimizers.training.EpochReport;
import org.gradus.optimizers.training.Goal;
import org.gradus.optimizers.training.History;
import org.gradus.optimizers.training.StoppingRule;

/**
 * Stops when a measure has not become better for some epochs in a row.
 *
 * <pre>{@code
 * new Patience("validation/loss", Goal.LEAST, 10)
 * }</pre>
 *
 * <p>Better is what is better than the best before by more than a difference. An epoch whose
 * measure is NaN is never better.
 *
 * <p>Source: Prechelt, "Early stopping — but when?", 1998, of whose kinds this is none; it is the
 * one that is used most.
 *
 * @param measure its name, such as {@code validation/loss}
 * @param goal which values are good
 * @param epochs how many, at least 1
 * @param difference a finite number of at least 0
 */
public record Patience(String measure, Goal goal, int epochs, double difference)
    implements StoppingRule {
  /**
   * Checks the settings.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public Patience {
    Settings.requireSize("patience", "epochs", epochs);
    Settings.requireNotNegative("patience", "difference", difference);
  }

  /** Takes whatever is better for better. */
  public Patience(String measure, Goal goal, int epochs) {
    this(measure, goal, epochs, 0);
  }

  @Override
  public Set<String> measures() {
    return Set.of(measure);
  }

  @Override
  public Optional<String> reasonToStop(History history) {
    double best = Double.NaN;
    int waited = 0;
    for (EpochReport epoch : history.epochs()) {
      double value = epoch.measure(measure);
      double needed = goal == Goal.LEAST ? best - difference : best + difference;
      if (goal.isBetter(value, needed)) {
        best = value;
        waited = 0;
      } else {
        waited++;
      }
    }
    return waited >= epochs
        ? Optional.of(measure + " did not become better in " + Words.epochs(waited))
        : Optional.empty();
  }
}
