package org.gradus.layers.model;

import java.util.Arrays;
import java.util.List;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;
import org.gradus.layers.module.Module;

/**
 * What a model is, without its weights: as much as is needed to build it.
 *
 * @param module the config of the module
 * @param input the sizes of an input that it is built for
 * @param dtype the type of its parameters
 */
public record Architecture(Module.Config module, List<Integer> input, DType dtype) {
  /** Keeps a copy of the sizes. */
  public Architecture {
    input = List.copyOf(input);
  }

  static Architecture of(Module module, Shape input, DType dtype) {
    return new Architecture(
        module.config(), Arrays.stream(input.toArray()).boxed().toList(), dtype);
  }

  /**
   * Returns the shape of an input.
   *
   * @throws ShapeException if the sizes are no shape
   */
  public Shape inputShape() {
    return Shape.of(input.stream().mapToInt(Integer::intValue).toArray());
  }
}
