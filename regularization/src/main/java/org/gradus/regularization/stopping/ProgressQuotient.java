package org.gradus.regularization.stopping;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.gradus.core.plugin.Settings;
import org.gradus.optimizers.training.EpochReport;
import org.gradus.optimizers.training.History;
import org.gradus.optimizers.training.StoppingRule;

/**
 * Stops when an error is far above its least value and training makes little progress besides: when
 * GL / P exceeds a threshold α. The class PQ_α of its source.
 *
 * <p>GL is that of {@link GeneralizationLoss}. P = 1000 · (Σ E_tr / (k · min E_tr) − 1) is by how
 * many per mille the mean training loss of the last k epochs, the strip, is above its least there:
 * large while it moves. It is looked at after every k epochs. If there is no progress at all, any
 * GL above 0 stops.
 *
 * <p>Source: Prechelt, "Early stopping — but when?", 1998.
 *
 * @param measure the name of the error, such as {@code validation/loss}, which must not be negative
 * @param threshold α, a finite number of at least 0; 0.5 to 3 in the source
 * @param strip k, at least 1; 5 in the source
 */
public record ProgressQuotient(String measure, double threshold, int strip)
    implements StoppingRule {
  private static final String NAME = "progress-quotient";

  /**
   * Checks the settings.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public ProgressQuotient {
    Settings.requireNotNegative(NAME, "threshold", threshold);
    Settings.requireSize(NAME, "strip", strip);
  }

  /** Looks after every five epochs. */
  public ProgressQuotient(String measure, double threshold) {
    this(measure, threshold, 5);
  }

  @Override
  public Set<String> measures() {
    return Set.of(measure);
  }

  @Override
  public Optional<String> reasonToStop(History history) {
    double[] errors = history.measure(measure);
    if (errors.length % strip != 0) {
      return Optional.empty();
    }
    double above = GeneralizationLoss.percentAboveLeast(errors);
    double[] training = history.measure(EpochReport.LOSS);
    double progress =
        progress(Arrays.copyOfRange(training, training.length - strip, training.length));
    // As a product, which 0 progress does no harm to.
    return above > 0 && above > threshold * progress
        ? Optional.of(
            "%s is %s %% above its least, and progress is %s ‰"
                .formatted(measure, Words.number(above), Words.number(progress)))
        : Optional.empty();
  }

  private static double progress(double... losses) {
    double sum = 0;
    double least = Double.POSITIVE_INFINITY;
    for (double loss : losses) {
      sum += loss;
      least = Math.min(least, loss);
    }
    double mean = sum / losses.length;
    return mean == least ? 0 : 1000 * (mean / least - 1);
  }
}
