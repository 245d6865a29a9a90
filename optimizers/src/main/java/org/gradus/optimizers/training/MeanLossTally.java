package org.gradus.optimizers.training;

/** The mean of the losses of batches, weighted by what each of them was divided by. */
final class MeanLossTally {
  private double sum;
  private double divisor;

  void add(double loss, double dividedBy) {
    if (dividedBy == 0) {
      return; // The loss of nothing is no number.
    }
    sum += loss * dividedBy;
    divisor += dividedBy;
  }

  /** Returns what the mean is divided by. */
  double divisor() {
    return divisor;
  }

  /** Returns the mean; NaN of nothing. */
  double value() {
    return sum / divisor;
  }

  double[] sums() {
    return new double[] {sum, divisor};
  }

  void restore(double[] saved) {
    sum = saved[0];
    divisor = saved[1];
  }
}
