package org.gradus.regularization.stopping;

import java.util.Optional;
import java.util.Set;
import org.gradus.core.plugin.Settings;
import org.gradus.optimizers.training.History;
import org.gradus.optimizers.training.StoppingRule;

/**
 * Stops when an error has risen from strip to strip of k epochs, several times in a row: E(t) &gt;
 * E(t − k) &gt; … &gt; E(t − s k). The class UP_s of its source.
 *
 * <p>Source: Prechelt, "Early stopping — but when?", 1998.
 *
 * @param measure the name of the error, such as {@code validation/loss}
 * @param increases s, at least 1; 2 to 8 in the source
 * @param strip k, at least 1; 5 in the source
 */
public record SuccessiveIncreases(String measure, int increases, int strip)
    implements StoppingRule {
  private static final String NAME = "successive-increases";

  /**
   * Checks the settings.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public SuccessiveIncreases {
    Settings.requireSize(NAME, "increases", increases);
    Settings.requireSize(NAME, "strip", strip);
  }

  /** Compares the ends of strips of five epochs. */
  public SuccessiveIncreases(String measure, int increases) {
    this(measure, increases, 5);
  }

  @Override
  public Set<String> measures() {
    return Set.of(measure);
  }

  @Override
  public Optional<String> reasonToStop(History history) {
    double[] errors = history.measure(measure);
    int strips = errors.length / strip;
    if (errors.length % strip != 0 || strips <= increases) {
      return Optional.empty();
    }
    for (int i = strips - increases; i < strips; i++) {
      if (!(errors[(i + 1) * strip - 1] > errors[i * strip - 1])) {
        return Optional.empty();
      }
    }
    return Optional.of(
        "%s rose %s, %s apart"
            .formatted(
                measure,
                increases == 1 ? "once" : increases + " times in a row",
                Words.epochs(strip)));
  }
}
