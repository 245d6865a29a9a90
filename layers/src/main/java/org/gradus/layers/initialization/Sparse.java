package org.gradus.layers.initialization;

import org.gradus.core.plugin.Settings;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Tensor;

/**
 * Draws a matrix of normal numbers of mean 0 and sets as many elements of every column to 0, chosen
 * at random: ⌈sparsity · rows⌉.
 *
 * <p>Source: Martens, "Deep learning via Hessian-free optimization", 2010.
 *
 * @param sparsity the part of each column that is 0, in [0, 1]
 * @param standardDeviation of the other elements; a finite number of at least 0
 */
public record Sparse(double sparsity, double standardDeviation) implements Initializer {
  /**
   * Checks the settings.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public Sparse {
    Settings.require(
        sparsity >= 0 && sparsity <= 1, "sparse", "sparsity", "a number from 0 to 1", sparsity);
    Settings.requireNotNegative("sparse", "standardDeviation", standardDeviation);
  }

  @Override
  public Tensor create(DType dtype, Shape shape, Fans fans, RandomSource random) {
    if (shape.rank() != 2) {
      throw ShapeException.of(
          "sparse", "the shape is no matrix", "2 axes", shape.rank() + " axes", shape);
    }
    int rows = shape.size(0);
    int columns = shape.size(1);
    int zeros = (int) Math.ceil(sparsity * rows);
    double[] values = new double[shape.elements()];
    random.fillGaussian(values, 0, values.length);
    for (int i = 0; i < values.length; i++) {
      values[i] *= standardDeviation;
    }
    for (int column = 0; column < columns; column++) {
      int[] order = random.permutation(rows);
      for (int i = 0; i < zeros; i++) {
        values[order[i] * columns + column] = 0;
      }
    }
    return Tensor.of(values, shape).cast(dtype);
  }
}
