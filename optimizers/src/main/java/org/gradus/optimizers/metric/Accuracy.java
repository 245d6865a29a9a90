package org.gradus.optimizers.metric;

import org.gradus.core.tensor.Tensor;

/**
 * The share of right decisions, from 0 to 1.
 *
 * <p>By default the prediction holds scores (N, C), or (N, T, C) for sequences, and the target the
 * classes, INT32, (N) or (N, T); every element counts alike. {@link Decision} says what else there
 * may be.
 *
 * @param decision how scores become classes
 */
public record Accuracy(Decision decision) implements Metric {
  private static final String NAME = "accuracy";

  /** Creates the accuracy of the class with the largest score along the last axis. */
  public Accuracy() {
    this(Decision.largest());
  }

  /** Returns the accuracy of binary decisions by logits: scores above 0 are for class 1. */
  public static Accuracy binary() {
    return new Accuracy(Decision.above(0));
  }

  /** Returns this accuracy without the elements whose target is a class. */
  public Accuracy ignoring(int targetClass) {
    return new Accuracy(decision.ignoring(targetClass));
  }

  @Override
  public String name() {
    return NAME;
  }

  /**
   * Returns the numbers of right decisions and of all.
   *
   * @throws org.gradus.core.tensor.ShapeException if the shapes do not fit
   * @throws org.gradus.core.tensor.DTypeException if the types do not fit
   * @throws IndexOutOfBoundsException if a target is none of the classes
   */
  @Override
  public double[] sums(Tensor prediction, Tensor target) {
    Labels labels = decision.labels(NAME, prediction, target);
    long right = 0;
    for (int i = 0; i < labels.actual().length; i++) {
      if (labels.predicted()[i] == labels.actual()[i]) {
        right++;
      }
    }
    return new double[] {right, labels.actual().length};
  }

  @Override
  public double of(double[] sums) {
    return sums[0] / sums[1];
  }
}
