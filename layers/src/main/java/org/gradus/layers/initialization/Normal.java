package org.gradus.layers.initialization;

import org.gradus.core.plugin.Settings;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;

/**
 * Draws from a normal distribution.
 *
 * @param mean a finite number
 * @param standardDeviation a finite number of at least 0
 */
public record Normal(double mean, double standardDeviation) implements Initializer {
  /**
   * Checks the settings.
   *
   * @throws IllegalArgumentException if one is not finite, or the standard deviation is negative
   */
  public Normal {
    Settings.requireFinite("normal", "mean", mean);
    Settings.requireNotNegative("normal", "standardDeviation", standardDeviation);
  }

  @Override
  public Tensor create(DType dtype, Shape shape, Fans fans, RandomSource random) {
    return draw(dtype, shape, random);
  }

  Tensor draw(DType dtype, Shape shape, RandomSource random) {
    double[] values = new double[shape.elements()];
    random.fillGaussian(values, 0, values.length);
    for (int i = 0; i < values.length; i++) {
      values[i] = mean + standardDeviation * values[i];
    }
    return Tensor.of(values, shape).cast(dtype);
  }
}
