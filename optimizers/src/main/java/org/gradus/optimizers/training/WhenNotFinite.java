package org.gradus.optimizers.training;

/** What becomes of a step whose loss is NaN or infinite. */
public enum WhenNotFinite {
  /**
   * The step is undone and run again to find the operation that made the number; then a {@link
   * DivergedException} says all that is known.
   */
  STOP,
  /** The step is undone, as if the batch were not there, and listeners are told. */
  SKIP,
  /** The step is made as any other. */
  GO_ON
}
