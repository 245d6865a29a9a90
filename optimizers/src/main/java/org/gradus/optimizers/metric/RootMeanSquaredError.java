package org.gradus.optimizers.metric;

import org.gradus.core.tensor.Tensor;

/**
 * The root of the mean of (p − t)² over all elements of predictions p and targets t, in their unit.
 */
public record RootMeanSquaredError() implements ResidualMetric {
  @Override
  public String name() {
    return "root-mean-squared-error";
  }

  @Override
  public Tensor costs(Tensor residuals) {
    return residuals.square();
  }

  @Override
  public double ofMean(double cost) {
    return Math.sqrt(cost);
  }
}
