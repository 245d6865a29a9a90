package org.gradus.datasets.mnist1d;

import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.datasets.dataset.Dataset;

/**
 * The data set as plain arrays, row-major. The arrays are the caller's to keep and to change.
 *
 * @param x the training signals, (samples, points), standardised together with the test signals to
 *     mean 0 and standard deviation 1 over all numbers
 * @param y the digits 0…9 of the training signals
 * @param testX the test signals, (samples, points)
 * @param testY the digits of the test signals
 * @param t the time of each point, the same for all signals
 * @param templates the undisturbed signals of the digits, (10, 12)
 */
public record Mnist1d(
    double[] x, int[] y, double[] testX, int[] testY, double[] t, double[] templates) {
  /** Returns the training set: FLOAT32 inputs (samples, points), INT32 targets (samples). */
  public Dataset train() {
    return dataset(x, y);
  }

  /** Returns the test set: FLOAT32 inputs (samples, points), INT32 targets (samples). */
  public Dataset test() {
    return dataset(testX, testY);
  }

  private Dataset dataset(double[] signals, int[] digits) {
    Tensor inputs = Tensor.of(signals, Shape.of(digits.length, t.length)).cast(DType.FLOAT32);
    return Dataset.of(inputs, Tensor.of(digits));
  }
}
