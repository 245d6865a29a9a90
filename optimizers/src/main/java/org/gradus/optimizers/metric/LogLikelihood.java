package org.gradus.optimizers.metric;

import java.util.Optional;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Tensor;
import org.gradus.losses.classification.CrossEntropy;
import org.gradus.losses.loss.Reduction;

/** Adds up how improbable a network holds what came. */
final class LogLikelihood {
  private LogLikelihood() {}

  /** Returns −Σ ln softmax(x)_t over the targets t that count, and their number. */
  static double[] sums(
      int classAxis, Optional<Integer> ignoredClass, Tensor prediction, Tensor target) {
    CrossEntropy each =
        ignoredClass
            .map(new CrossEntropy(Reduction.NONE)::ignoring)
            .orElseGet(() -> new CrossEntropy(Reduction.NONE))
            .withClassAxis(classAxis);
    double negative = each.of(prediction, target).cast(DType.FLOAT64).sum().item();
    double counted =
        ignoredClass
            .map(label -> target.ne(Tensor.scalar(label)).sum().item())
            .orElse((double) target.elements());
    return new double[] {negative, counted};
  }
}
