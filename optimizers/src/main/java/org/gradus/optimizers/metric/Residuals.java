package org.gradus.optimizers.metric;

import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.DTypeException;
import org.gradus.core.tensor.Tensor;
import org.gradus.losses.loss.Shapes;

/** What predictions of numbers differ from their targets by. */
final class Residuals {
  private Residuals() {}

  /** Returns prediction − target, FLOAT64. */
  static Tensor of(String metric, Tensor prediction, Tensor target) {
    DTypeException.requireFloating(metric, prediction);
    Shapes.requireEqual(metric, prediction, target);
    return prediction.cast(DType.FLOAT64).sub(target.cast(DType.FLOAT64));
  }
}
