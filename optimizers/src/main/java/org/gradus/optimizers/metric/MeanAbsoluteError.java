package org.gradus.optimizers.metric;

import org.gradus.core.tensor.Tensor;

/** The mean of |p − t| over all elements of predictions p and targets t, in their unit. */
public record MeanAbsoluteError() implements ResidualMetric {
  @Override
  public String name() {
    return "mean-absolute-error";
  }

  @Override
  public Tensor costs(Tensor residuals) {
    return residuals.abs();
  }

  @Override
  public double ofMean(double cost) {
    return cost;
  }
}
