package org.gradus.optimizers.metric;

/**
 * The mean recall of the classes that occur, from 0 to 1: the accuracy if all of them occurred
 * equally often.
 *
 * <p>Source: Brodersen et al., "The balanced accuracy and its posterior distribution", 2010.
 *
 * @param decision how scores become classes
 */
public record BalancedAccuracy(Decision decision) implements ConfusionMetric {
  /** Creates the balanced accuracy of the class with the largest score along the last axis. */
  public BalancedAccuracy() {
    this(Decision.largest());
  }

  @Override
  public String name() {
    return "balanced-accuracy";
  }

  @Override
  public double of(ConfusionMatrix matrix) {
    double sum = 0;
    int counted = 0;
    for (int label = 0; label < matrix.classes(); label++) {
      if (matrix.actual(label) > 0) {
        sum += matrix.recall(label);
        counted++;
      }
    }
    return sum / counted;
  }
}
