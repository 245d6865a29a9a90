package org.gradus.optimizers.metric;

/**
 * The share of right ones of those decided for a class, from 0 to 1: how much a decision is worth.
 *
 * @param decision how scores become classes
 * @param averaging how the classes' numbers become one
 */
public record Precision(Decision decision, Averaging averaging) implements ConfusionMetric {
  /** Creates the macro average over classes, of which the largest score decides. */
  public Precision() {
    this(Decision.largest(), Averaging.macro());
  }

  @Override
  public String name() {
    return averaging.nameOf("precision");
  }

  @Override
  public double of(ConfusionMatrix matrix) {
    return averaging.of(matrix, ClassScore.precision());
  }
}
