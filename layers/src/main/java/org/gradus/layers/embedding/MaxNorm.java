package org.gradus.layers.embedding;

import org.gradus.core.json.Defaults;
import org.gradus.core.plugin.Settings;

/**
 * A limit to the norms of rows, (Σ |x|ᵖ)^(1/p).
 *
 * @param maximum a finite number above 0
 * @param p a number above 0; ∞ for the largest magnitude
 */
public record MaxNorm(double maximum, double p) {
  /**
   * Checks the settings.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public MaxNorm {
    Settings.requirePositive("max-norm", "maximum", maximum);
    Settings.require(p > 0, "max-norm", "p", "a number above 0", p);
  }

  /** Limits the Euclidean norm. */
  @Defaults
  public MaxNorm(double maximum) {
    this(maximum, 2);
  }
}
