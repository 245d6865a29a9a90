package com.example.extras;

import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.initialization.Fans;
import org.gradus.layers.initialization.Initializer;

/**
 * Starts the bias of a gate so that its units remember for different times: b = ln u with u uniform
 * between 1 and T − 1. A gate of bias b keeps its state for about 1 + e^b steps.
 *
 * <p>Source: Tallec and Ollivier, "Can recurrent neural networks warp time?", 2018.
 *
 * @param steps T, the longest time that is to be remembered, at least 2
 */
public record Chrono(int steps) implements Initializer {
  /**
   * Checks the time.
   *
   * @throws IllegalArgumentException if it is below 2
   */
  public Chrono {
    if (steps < 2) {
      throw new IllegalArgumentException(
          "[chrono] steps is out of range: expected at least 2, got " + steps + ".");
    }
  }

  @Override
  public Tensor create(DType dtype, Shape shape, Fans fans, RandomSource random) {
    double[] values = new double[shape.elements()];
    random.fillUniform(values, 0, values.length);
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.log(1 + (steps - 2) * values[i]);
    }
    return Tensor.of(values, shape).cast(dtype);
  }
}
