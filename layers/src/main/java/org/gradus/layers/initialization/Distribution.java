package org.gradus.layers.initialization;

import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;

/** The form of a distribution of mean 0 whose standard deviation is given. */
public enum Distribution {
  /** The normal distribution. */
  NORMAL,
  /**
   * The normal distribution cut at twice its standard deviation, and widened so that the standard
   * deviation after the cut is σ; Keras's normal initializers are this.
   */
  TRUNCATED_NORMAL,
  /** The uniform distribution between −√3 · σ and √3 · σ. */
  UNIFORM;

  private static final double SQRT_3 = Math.sqrt(3);

  /** √(1 − 4 φ(2) / (2 Φ(2) − 1)): the standard deviation of a normal number within ±2. */
  private static final double WITHIN_TWO = 0.8796256610342398;

  /**
   * Returns the largest absolute value that can be drawn: √3 · σ of the uniform distribution, 2.27
   * σ of the truncated normal one, and ∞ of the normal one.
   */
  public double bound(double standardDeviation) {
    return switch (this) {
      case NORMAL -> Double.POSITIVE_INFINITY;
      case TRUNCATED_NORMAL -> 2 * standardDeviation / WITHIN_TWO;
      case UNIFORM -> SQRT_3 * standardDeviation;
    };
  }

  Tensor draw(DType dtype, Shape shape, double standardDeviation, RandomSource random) {
    double bound = bound(standardDeviation);
    return switch (this) {
      case NORMAL -> new Normal(0, standardDeviation).draw(dtype, shape, random);
      case TRUNCATED_NORMAL ->
          standardDeviation == 0
              ? Tensor.zeros(dtype, shape)
              : TruncatedNormal.withinTwo(bound / 2).draw(dtype, shape, random);
      case UNIFORM -> new Uniform(-bound, bound).draw(dtype, shape, random);
    };
  }
}
