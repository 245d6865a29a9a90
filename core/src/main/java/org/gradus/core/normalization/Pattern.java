package org.gradus.core.normalization;

import org.gradus.core.internal.kernels.normalization.NormalizationLoops;
import org.gradus.core.tensor.Shape;

/**
 * Which elements of the input share a mean and a variance: how a standardization runs through
 * memory.
 *
 * <p>Forward is y = w · (x − μ) · r + b, r being the {@link Spread} of the variance. Backward, with
 * g = dy, q the spread's curvature and means over the elements that share μ: dx = r · (w · g −
 * mean(w · g)) − (x − μ) · q · mean(w · g · (x − μ)), dw = Σ g · (x − μ) · r, db = Σ g.
 */
interface Pattern {
  /** Returns the input's shape as (examples, groups, channels of a group, positions). */
  Shape view();

  /** Returns the axes of the view over which statistics are taken. */
  int[] axes();

  /** Returns whether the mean is subtracted; otherwise it counts as 0. */
  default boolean isCentered() {
    return true;
  }

  /** Returns the shape of the means and variances. */
  Shape statistics();

  /** Computes y, means and variances. */
  <A> void forward(
      NormalizationLoops<A> loops,
      Spread spread,
      Span<A> x,
      Span<A> gain,
      Span<A> shift,
      Span<A> y,
      Span<A> mean,
      Span<A> variance);

  /** Computes dx, dw and db. */
  <A> void backward(
      NormalizationLoops<A> loops,
      Spread spread,
      Span<A> gradient,
      Span<A> x,
      Span<A> gain,
      Span<A> mean,
      Span<A> variance,
      Span<A> dx,
      Span<A> dGain,
      Span<A> dShift);
}
