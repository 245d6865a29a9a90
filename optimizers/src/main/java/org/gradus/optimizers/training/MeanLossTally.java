package org.gradus.optimizers.training;

/** The mean of the losses of batches, weighted by their sizes. */
final class MeanLossTally {
  private double sum;
  private double examples;

  void add(double loss, int size) {
    sum += loss * size;
    examples += size;
  }

  /** Returns the mean; NaN of nothing. */
  double value() {
    return sum / examples;
  }

  double[] sums() {
    return new double[] {sum, examples};
  }

  void restore(double[] saved) {
    sum = saved[0];
    examples = saved[1];
  }
}
