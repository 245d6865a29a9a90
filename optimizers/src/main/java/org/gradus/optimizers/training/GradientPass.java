package org.gradus.optimizers.training;

import org.gradus.core.random.RandomSource;

/** The forward and backward pass of a step, over the step's batch. */
public interface GradientPass {
  /** Returns the parameters of the network. */
  NetworkParameters parameters();

  /** Returns where all that is random comes from: at every call the same source, at its start. */
  RandomSource random();

  /**
   * Computes loss and gradients at the parameters as they are now. Every run draws the same random
   * numbers, such as masks of dropout, and the first alone changes the buffers of the network.
   */
  LossAndGradients run();
}
