package org.gradus.optimizers.metric;

import java.util.Optional;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Tensor;
import org.gradus.losses.classification.CrossEntropy;
import org.gradus.losses.loss.Reduction;

/**
 * A metric that is a function of how improbable a network holds what comes: of the mean of −ln
 * softmax(x)_t over all targets t of all batches.
 *
 * <p>Shapes: the prediction x holds unnormalised scores (logits) along the axis of the classes,
 * such as (N, T, C); the target the classes, INT32, in its shape without that axis.
 */
public interface LikelihoodMetric extends Metric {
  /** Returns the axis of the classes, from the end if negative. */
  int classAxis();

  /** Returns the class of targets that do not count, such as padding. */
  Optional<Integer> ignoredClass();

  /** Returns the metric of the mean of −ln softmax(x)_t, in nats. */
  double ofMean(double nats);

  /**
   * Returns −Σ ln softmax(x)_t over the targets that count, and their number.
   *
   * @throws org.gradus.core.tensor.ShapeException if the shapes do not fit
   * @throws org.gradus.core.tensor.DTypeException if the types do not fit
   * @throws IndexOutOfBoundsException if a target is none of the classes
   */
  @Override
  default double[] sums(Tensor prediction, Tensor target) {
    CrossEntropy each =
        ignoredClass()
            .map(new CrossEntropy(Reduction.NONE)::ignoring)
            .orElseGet(() -> new CrossEntropy(Reduction.NONE))
            .withClassAxis(classAxis());
    double negative = each.of(prediction, target).cast(DType.FLOAT64).sum().item();
    double counted =
        ignoredClass()
            .map(label -> target.ne(Tensor.scalar(label)).sum().item())
            .orElse((double) target.elements());
    return new double[] {negative, counted};
  }

  @Override
  default double of(double[] sums) {
    return ofMean(sums[0] / sums[1]);
  }
}
