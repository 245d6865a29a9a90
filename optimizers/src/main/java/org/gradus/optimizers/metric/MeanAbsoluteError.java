package org.gradus.optimizers.metric;

import org.gradus.core.tensor.Tensor;

/** The mean of |p − t| over all elements of predictions p and targets t, in their unit. */
public record MeanAbsoluteError() implements Metric {
  private static final String NAME = "mean-absolute-error";

  @Override
  public String name() {
    return NAME;
  }

  /**
   * Returns the sum of the absolute values of the residuals, and their number.
   *
   * @param target of any type, in the shape of the prediction
   * @throws org.gradus.core.tensor.ShapeException if the shapes differ
   * @throws org.gradus.core.tensor.DTypeException if the prediction has no floating-point numbers
   */
  @Override
  public double[] sums(Tensor prediction, Tensor target) {
    Tensor residuals = Residuals.of(NAME, prediction, target);
    return new double[] {residuals.abs().sum().item(), residuals.elements()};
  }

  @Override
  public double of(double[] sums) {
    return sums[0] / sums[1];
  }
}
