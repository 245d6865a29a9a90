package org.gradus.optimizers.metric;

import org.gradus.core.tensor.Autograd;
import org.gradus.core.tensor.Tensor;

/** Takes a metric batch by batch. */
public final class Tally {
  private final Metric metric;
  private double[] sums = {};

  /** Creates a tally that has counted nothing. */
  public Tally(Metric metric) {
    this.metric = metric;
  }

  /** Returns the metric. */
  public Metric metric() {
    return metric;
  }

  /** Counts a batch; {@linkplain Metric#sums as the metric says}. */
  public void add(Tensor prediction, Tensor target) {
    add(Autograd.noGrad(() -> metric.sums(prediction.detach(), target)));
  }

  /** Counts what another tally has counted, such as one of another part of the data. */
  public void add(Tally other) {
    if (other.sums.length > 0) {
      add(other.sums);
    }
  }

  private void add(double[] more) {
    if (sums.length == 0) {
      sums = new double[more.length];
    }
    if (sums.length != more.length) {
      throw new IllegalArgumentException(
          "[%s] batches give different numbers of sums: expected %s, got %s. Hint: do they differ in the number of classes?"
              .formatted(metric.name(), sums.length, more.length));
    }
    for (int i = 0; i < more.length; i++) {
      sums[i] += more[i];
    }
  }

  /** Returns the metric of everything counted; NaN if nothing was. */
  public double value() {
    return sums.length == 0 ? Double.NaN : metric.of(sums.clone());
  }

  /** Returns the sums, of length 0 if nothing was counted. */
  public double[] sums() {
    return sums.clone();
  }

  /** Goes on from sums that {@link #sums()} returned. */
  public void restore(double[] saved) {
    sums = saved.clone();
  }
}
