package org.gradus.core.internal.kernels;

import org.gradus.core.pointwise.BinaryFunction;

/**
 * Applies a function of two numbers, or one of its derivatives, to a run of elements.
 *
 * <p>An operand's step is 1 (a run of elements) or 0 (one element for the whole run). Inputs and
 * output may be the same run. Sequential: the caller divides long runs among threads.
 */
public interface BinaryLoop {
  /** Which of the function and its derivatives to compute. */
  enum Part {
    /** y[i] = f(a[i], b[i]); g is not read. */
    VALUE,
    /** y[i] = g[i] · ∂f/∂a (a[i], b[i]). */
    DERIVATIVE_A,
    /** y[i] = g[i] · ∂f/∂b (a[i], b[i]). */
    DERIVATIVE_B
  }

  /**
   * Computes one part for {@code length} elements.
   *
   * @param g the upstream gradient, step 1; for {@link Part#VALUE} any array
   */
  void apply(
      BinaryFunction f,
      Part part,
      float[] g,
      int gOffset,
      float[] a,
      int aOffset,
      int aStep,
      float[] b,
      int bOffset,
      int bStep,
      float[] y,
      int yOffset,
      int length);

  /** As the float32 form. */
  void apply(
      BinaryFunction f,
      Part part,
      double[] g,
      int gOffset,
      double[] a,
      int aOffset,
      int aStep,
      double[] b,
      int bOffset,
      int bStep,
      double[] y,
      int yOffset,
      int length);
}
