package org.gradus.regularization.stopping;

import java.util.Optional;
import java.util.Set;
import org.gradus.core.plugin.Settings;
import org.gradus.optimizers.training.History;
import org.gradus.optimizers.training.StoppingRule;

/**
 * Stops when an error is too far above its least value so far: when GL = 100 · (E / min E − 1)
 * exceeds a threshold α. The class GL_α of its source.
 *
 * <p>Where the least error is 0, GL is 0 for a last error of 0 and infinite for any other. Errors
 * that are NaN are no reason to stop.
 *
 * <p>Source: Prechelt, "Early stopping — but when?", 1998.
 *
 * @param measure the name of the error, such as {@code validation/loss}, which must not be negative
 * @param percent α, a finite number of at least 0; 1 to 5 in the source
 */
public record GeneralizationLoss(String measure, double percent) implements StoppingRule {
  /**
   * Checks the threshold.
   *
   * @throws IllegalArgumentException if it is negative or not finite
   */
  public GeneralizationLoss {
    Settings.requireNotNegative("generalization-loss", "percent", percent);
  }

  @Override
  public Set<String> measures() {
    return Set.of(measure);
  }

  @Override
  public Optional<String> reasonToStop(History history) {
    double loss = percentAboveLeast(history.measure(measure));
    return loss > percent
        ? Optional.of("%s is %s %% above its least".formatted(measure, Words.number(loss)))
        : Optional.empty();
  }

  /**
   * Returns GL.
   *
   * @param errors after each epoch, at least one
   */
  static double percentAboveLeast(double... errors) {
    double least = Double.POSITIVE_INFINITY;
    for (double error : errors) {
      least = error < least ? error : least;
    }
    double last = errors[errors.length - 1];
    return last == least ? 0 : 100 * (last / least - 1);
  }
}
