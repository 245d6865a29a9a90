package org.gradus.layers.initialization;

import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;

/** The form of a distribution of mean 0 whose standard deviation is given. */
public enum Distribution {
  /** The normal distribution. */
  NORMAL,
  /** The uniform distribution between −√3 · σ and √3 · σ. */
  UNIFORM;

  private static final double SQRT_3 = Math.sqrt(3);

  /**
   * Returns the largest absolute value that can be drawn: √3 · σ, or ∞ of the normal distribution.
   */
  public double bound(double standardDeviation) {
    return this == NORMAL ? Double.POSITIVE_INFINITY : SQRT_3 * standardDeviation;
  }

  Tensor draw(DType dtype, Shape shape, double standardDeviation, RandomSource random) {
    double bound = bound(standardDeviation);
    return this == NORMAL
        ? new Normal(0, standardDeviation).draw(dtype, shape, random)
        : new Uniform(-bound, bound).draw(dtype, shape, random);
  }
}
