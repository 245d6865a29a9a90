package org.gradus.layers.initialization;

import org.gradus.core.plugin.Settings;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;

/**
 * Sets every element to one number.
 *
 * @param value a finite number
 */
public record Constant(double value) implements Initializer {
  /**
   * Checks the value.
   *
   * @throws IllegalArgumentException if the value is not finite
   */
  public Constant {
    Settings.requireFinite("constant", "value", value);
  }

  /** Returns zeros. */
  public static Constant zeros() {
    return new Constant(0);
  }

  /** Returns ones. */
  public static Constant ones() {
    return new Constant(1);
  }

  @Override
  public Tensor create(DType dtype, Shape shape, Fans fans, RandomSource random) {
    return Tensor.full(dtype, shape, value);
  }
}
