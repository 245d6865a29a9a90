package org.gradus.layers.initialization;

import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Tensor;

/**
 * Makes the identity matrix: ones on the diagonal of a matrix of any shape, zeros elsewhere, so
 * that a linear layer starts by passing on as many of its inputs as it can.
 */
public record Identity() implements Initializer {
  @Override
  public Tensor create(DType dtype, Shape shape, Fans fans, RandomSource random) {
    if (shape.rank() != 2) {
      throw ShapeException.of(
          "identity", "the shape is no matrix", "2 axes", shape.rank() + " axes", shape);
    }
    double[] values = new double[shape.elements()];
    int columns = shape.size(1);
    for (int i = 0; i < Math.min(shape.size(0), columns); i++) {
      values[i * columns + i] = 1;
    }
    return Tensor.of(values, shape).cast(dtype);
  }
}
