package org.gradus.optimizers.metric;

import org.gradus.core.plugin.Settings;

/**
 * The weighted harmonic mean of precision P and recall R, from 0 to 1: F_β = (1 + β²) P R / (β² P +
 * R). F₁ is their harmonic mean.
 *
 * <p>Averages over classes are those of the classes' scores, not the score of averaged precision
 * and recall.
 *
 * <p>Source: van Rijsbergen, "Information retrieval", 2nd edition, 1979.
 *
 * @param beta β > 0, how many times as much as precision the recall counts
 * @param decision how scores become classes
 * @param averaging how the classes' scores become one
 */
public record FBeta(double beta, Decision decision, Averaging averaging)
    implements ConfusionMetric {
  /**
   * Checks β.
   *
   * @throws IllegalArgumentException if it is not above 0
   */
  public FBeta {
    Settings.requirePositive("f-beta", "beta", beta);
  }

  /** Returns F₁, the macro average over classes, of which the largest score decides. */
  public static FBeta f1() {
    return f1(Decision.largest(), Averaging.macro());
  }

  /** Returns F₁. */
  public static FBeta f1(Decision decision, Averaging averaging) {
    return new FBeta(1, decision, averaging);
  }

  @Override
  public String name() {
    boolean whole = beta == Math.rint(beta);
    return averaging.nameOf("f" + (whole ? String.valueOf((long) beta) : String.valueOf(beta)));
  }

  @Override
  public double of(ConfusionMatrix matrix) {
    return averaging.of(matrix, ClassScore.fBeta(beta));
  }
}
