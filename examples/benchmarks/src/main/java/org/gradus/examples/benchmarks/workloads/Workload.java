package org.gradus.examples.benchmarks.workloads;

/** A model with its data, ready to be stepped. */
public interface Workload {
  /** Returns the number of batches. */
  int batches();

  /** Makes one whole step on a batch, and returns its loss; NaN for a workload without one. */
  double step(int batch);
}
