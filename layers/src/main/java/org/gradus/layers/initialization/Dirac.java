package org.gradus.layers.initialization;

import org.gradus.core.json.Defaults;
import org.gradus.core.plugin.Settings;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Tensor;

/**
 * Makes the identity of a convolution: a kernel with 1 in its middle from each input channel to the
 * output channel of the same number, zeros elsewhere.
 *
 * <p>For a weight (outputs, inputs of a group, kernel …) of one to three kernel axes. Within each
 * group as many channels are passed on as there are inputs and outputs. The middle of a kernel axis
 * of size k is k / 2, rounded down.
 *
 * @param groups the number of groups of the convolution, at least 1
 */
public record Dirac(int groups) implements Initializer {
  /**
   * Checks the number of groups.
   *
   * @throws IllegalArgumentException if it is below 1
   */
  public Dirac {
    Settings.require(groups >= 1, "dirac", "groups", "at least 1", groups);
  }

  /** Creates the identity of a convolution without groups. */
  @Defaults
  public Dirac() {
    this(1);
  }

  @Override
  public Tensor create(DType dtype, Shape shape, Fans fans, RandomSource random) {
    if (shape.rank() < 3 || shape.rank() > 5 || shape.size(0) % groups != 0) {
      throw ShapeException.of(
          "dirac",
          "the shape is no kernel of a convolution in " + groups + " groups",
          "(outputs, inputs, kernel …) with one to three kernel axes and outputs divisible by "
              + groups,
          shape.toString());
    }
    int outputs = shape.size(0) / groups;
    int inputs = shape.size(1);
    int positions = shape.elements(2, shape.rank());
    int middle = middle(shape);
    double[] values = new double[shape.elements()];
    for (int group = 0; group < groups && positions > 0; group++) {
      for (int channel = 0; channel < Math.min(outputs, inputs); channel++) {
        int output = group * outputs + channel;
        values[(output * inputs + channel) * positions + middle] = 1;
      }
    }
    return Tensor.of(values, shape).cast(dtype);
  }

  private static int middle(Shape shape) {
    int position = 0;
    for (int axis = 2; axis < shape.rank(); axis++) {
      position = position * shape.size(axis) + shape.size(axis) / 2;
    }
    return position;
  }
}
