package org.gradus.regularization.stopping;

import java.time.Duration;
import java.util.Optional;
import org.gradus.core.plugin.Settings;
import org.gradus.optimizers.training.EpochReport;
import org.gradus.optimizers.training.History;
import org.gradus.optimizers.training.StoppingRule;

/**
 * Stops when the epochs have taken so long, those before an interruption included, and the time of
 * an interruption not.
 *
 * @param limit above 0
 */
public record TimeLimit(Duration limit) implements StoppingRule {
  /**
   * Checks the limit.
   *
   * @throws IllegalArgumentException if it is not above 0
   */
  public TimeLimit {
    boolean positive = !limit.isZero() && !limit.isNegative();
    Settings.require(positive, "time-limit", "limit", "above 0", limit);
  }

  @Override
  public Optional<String> reasonToStop(History history) {
    double seconds = history.epochs().stream().mapToDouble(EpochReport::seconds).sum();
    return seconds >= limit.toSeconds() + limit.getNano() * 1e-9
        ? Optional.of("it took %s s".formatted(Words.number(seconds)))
        : Optional.empty();
  }
}
