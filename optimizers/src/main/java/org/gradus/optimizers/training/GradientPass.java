package org.gradus.optimizers.training;

/** The forward and backward pass of a step, over the step's batch. */
public interface GradientPass {
  /** Returns the parameters of the network. */
  NetworkParameters parameters();

  /**
   * Computes loss and gradients at the parameters as they are now. Every run draws the same random
   * numbers, such as masks of dropout.
   */
  LossAndGradients run();
}
