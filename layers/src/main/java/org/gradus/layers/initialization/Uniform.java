package org.gradus.layers.initialization;

import org.gradus.core.plugin.Settings;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;

/**
 * Draws from the uniform distribution on [low, high): x = low + (high − low) · u, where rounding
 * may give high itself.
 *
 * @param low a finite number
 * @param high a finite number, at least low
 */
public record Uniform(double low, double high) implements Initializer {
  /**
   * Checks the interval.
   *
   * @throws IllegalArgumentException if an end is not finite, or high is below low
   */
  public Uniform {
    Settings.requireFinite("uniform", "low", low);
    Settings.requireFinite("uniform", "high", high);
    Settings.require(high >= low, "uniform", "high", "at least low, which is " + low, high);
  }

  /** Returns (high − low) / √12. */
  public double standardDeviation() {
    return (high - low) / Math.sqrt(12);
  }

  @Override
  public Tensor create(DType dtype, Shape shape, Fans fans, RandomSource random) {
    return draw(dtype, shape, random);
  }

  Tensor draw(DType dtype, Shape shape, RandomSource random) {
    double[] values = new double[shape.elements()];
    random.fillUniform(values, 0, values.length);
    for (int i = 0; i < values.length; i++) {
      values[i] = low + (high - low) * values[i];
    }
    return Tensor.of(values, shape).cast(dtype);
  }
}
