package org.gradus.examples.benchmarks.growth;

/** What is measured of a step. */
public enum Quantity {
  /** Microseconds of a step: the median of several repetitions in a process that is warm. */
  TIME,
  /** MiB of the largest resident set of a process that makes such steps and nothing else. */
  MEMORY
}
