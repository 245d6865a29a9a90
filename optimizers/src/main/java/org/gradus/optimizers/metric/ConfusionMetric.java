package org.gradus.optimizers.metric;

import org.gradus.core.tensor.Tensor;

/**
 * A metric that is a function of how often each class was taken for each other: of the {@link
 * ConfusionMatrix} of all batches.
 */
public interface ConfusionMetric extends Metric {
  /** Returns how scores become classes. */
  Decision decision();

  /** Returns the number; NaN where nothing was counted. */
  double of(ConfusionMatrix matrix);

  /**
   * Returns the rows of the batch's confusion matrix, one after the other.
   *
   * @throws org.gradus.core.tensor.ShapeException if the shapes do not fit
   * @throws org.gradus.core.tensor.DTypeException if the types do not fit
   * @throws IndexOutOfBoundsException if a target is none of the classes
   */
  @Override
  default double[] sums(Tensor prediction, Tensor target) {
    return counts(name(), decision(), prediction, target);
  }

  @Override
  default double of(double[] sums) {
    return of(ConfusionMatrix.ofSums(sums));
  }

  /** Returns the rows of a batch's matrix, one after the other. */
  static double[] counts(String name, Decision decision, Tensor prediction, Tensor target) {
    Labels labels = decision.labels(name, prediction, target);
    int classes = labels.classes();
    double[] counts = new double[Math.multiplyExact(classes, classes)];
    for (int i = 0; i < labels.actual().length; i++) {
      counts[labels.actual()[i] * classes + labels.predicted()[i]]++;
    }
    return counts;
  }
}
