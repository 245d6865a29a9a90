package org.gradus.regularization.prior;

import org.gradus.core.tensor.Tensor;
import org.gradus.regularization.regularizer.Penalty;

/**
 * A density of weights, independent of each other, before data is seen.
 *
 * <p>The weights of greatest posterior density are those of the least −Σ ln Pr(y | x, ω) − ln
 * Pr(ω): a loss with a penalty. (The lecture's slide has the sign of the second term the other way
 * round.)
 *
 * <pre>{@code
 * new Gaussian(0.1).penalty(1) // for the sum of the negative log-likelihoods of all examples
 * }</pre>
 */
public interface Prior {
  /**
   * Returns −ln Pr(w), summed over the elements of w: a single number of its type, tracked if w is.
   */
  Tensor negativeLogDensity(Tensor w);

  /**
   * Returns the penalty of weights that −ln Pr(ω) is, up to a constant.
   *
   * @param unit how much the loss is for each nat of the negative log-likelihood of all examples: 1
   *     for their sum, 1 / N for the mean over N of them, and 2σ² for the sum of squared errors of
   *     numbers whose noise has variance σ²
   * @throws IllegalArgumentException if it is not above 0, or not finite
   */
  Penalty penalty(double unit);
}
