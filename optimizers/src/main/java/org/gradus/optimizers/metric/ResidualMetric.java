package org.gradus.optimizers.metric;

import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.DTypeException;
import org.gradus.core.tensor.Tensor;
import org.gradus.losses.loss.Shapes;

/**
 * A metric of predicted numbers that is a function of the mean of what each residual, prediction −
 * target, costs.
 */
public interface ResidualMetric extends Metric {
  /** Returns what every residual costs, FLOAT64 as they are. */
  Tensor costs(Tensor residuals);

  /** Returns the metric of the mean of all costs. */
  double ofMean(double cost);

  /**
   * Returns the sum of the costs, and their number.
   *
   * @param target of any type, in the shape of the prediction
   * @throws org.gradus.core.tensor.ShapeException if the shapes differ
   * @throws DTypeException if the prediction has no floating-point numbers
   */
  @Override
  default double[] sums(Tensor prediction, Tensor target) {
    DTypeException.requireFloating(name(), prediction);
    Shapes.requireEqual(name(), prediction, target);
    Tensor residuals = prediction.cast(DType.FLOAT64).sub(target.cast(DType.FLOAT64));
    return new double[] {costs(residuals).sum().item(), residuals.elements()};
  }

  @Override
  default double of(double[] sums) {
    return ofMean(sums[0] / sums[1]);
  }
}
