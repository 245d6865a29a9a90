package org.gradus.optimizers.metric;

/**
 * The share of a class that was decided for, from 0 to 1: how much of it is found.
 *
 * @param decision how scores become classes
 * @param averaging how the classes' numbers become one
 */
public record Recall(Decision decision, Averaging averaging) implements ConfusionMetric {
  /** Creates the macro average over classes, of which the largest score decides. */
  public Recall() {
    this(Decision.largest(), Averaging.macro());
  }

  @Override
  public String name() {
    return averaging.nameOf("recall");
  }

  @Override
  public double of(ConfusionMatrix matrix) {
    return averaging.of(matrix, ClassScore.recall());
  }
}
