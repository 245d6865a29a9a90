package org.gradus.examples.benchmarks.growth;

import org.gradus.examples.benchmarks.workloads.Workload;

/** A system that builds and trains the networks that grow. */
public interface Networks {
  /** Returns the system's name, as legends have it. */
  String system();

  /** Sets the number of threads of the numerical work; called once, before anything else. */
  void setThreads(int threads);

  /** Returns the training of a network of a family on {@link GrowthData}. */
  Workload of(Family family, Size size);
}
