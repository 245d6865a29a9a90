package org.gradus.optimizers.metric;

import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.DTypeException;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Tensor;
import org.gradus.losses.loss.Shapes;

/**
 * The coefficient of determination R² = 1 − Σ (t − p)² / Σ (t − t̄)²: which share of the variance
 * of the targets t the predictions p explain; 1 if all, 0 if they are no better than the mean t̄,
 * negative if worse.
 *
 * <p>Of several outputs an example, it is the mean of each output's R². Where targets do not vary
 * it is not defined: NaN if they are met exactly, −∞ otherwise, but for rounding. Σ (t − t̄)² is
 * taken as Σ t² − (Σ t)² / n in FLOAT64, so that of 16 digits those are lost by which the mean of
 * the squares exceeds the variance.
 *
 * <p>Source: Wright, "Correlation and causation", 1921.
 */
public record RSquared() implements Metric {
  private static final String NAME = "r-squared";

  @Override
  public String name() {
    return NAME;
  }

  /**
   * Returns the number of examples, and for each output Σ (t − p)², Σ t and Σ t².
   *
   * @param prediction (N) or (N, …)
   * @param target of any type, in the shape of the prediction
   * @throws ShapeException if the shapes differ, or are of scalars
   * @throws DTypeException if the prediction has no floating-point numbers
   */
  @Override
  public double[] sums(Tensor prediction, Tensor target) {
    DTypeException.requireFloating(NAME, prediction);
    Shapes.requireEqual(NAME, prediction, target);
    if (prediction.rank() == 0) {
      throw ShapeException.of(
          NAME, "there is no axis of examples", "(N, …)", "a scalar", prediction.shape());
    }
    int examples = prediction.size(0);
    int outputs = prediction.shape().elements(1, prediction.rank());
    double[] predicted = prediction.cast(DType.FLOAT64).toDoubles();
    double[] actual = target.cast(DType.FLOAT64).toDoubles();
    double[] sums = new double[1 + 3 * outputs];
    sums[0] = examples;
    for (int i = 0; i < actual.length; i++) {
      int at = 1 + 3 * (i % outputs);
      double residual = actual[i] - predicted[i];
      sums[at] += residual * residual;
      sums[at + 1] += actual[i];
      sums[at + 2] += actual[i] * actual[i];
    }
    return sums;
  }

  @Override
  public double of(double[] sums) {
    double total = 0;
    for (int at = 1; at < sums.length; at += 3) {
      double variation = sums[at + 2] - sums[at + 1] * sums[at + 1] / sums[0];
      total += 1 - sums[at] / variation;
    }
    int outputs = sums.length / 3;
    return total / outputs;
  }
}
