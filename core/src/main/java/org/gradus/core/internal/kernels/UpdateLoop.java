package org.gradus.core.internal.kernels;

import org.gradus.core.pointwise.UpdateFunction;

/**
 * Applies a step of an optimizer to a run of elements, in place. The function passed must be of the
 * class that the loop was asked for. Sequential: the caller divides long runs among threads.
 */
public interface UpdateLoop {
  /**
   * Updates parameter[i] and states[…][i] for {@code from} ≤ i &lt; {@code from + length}.
   *
   * @param gradient the gradient, whose element i is at {@code gradientOffset + i}
   */
  void update(
      UpdateFunction f,
      float[] parameter,
      float[] gradient,
      int gradientOffset,
      float[][] states,
      int from,
      int length);

  /** As the float32 form. */
  void update(
      UpdateFunction f,
      double[] parameter,
      double[] gradient,
      int gradientOffset,
      double[][] states,
      int from,
      int length);
}
