package org.gradus.layers.initialization;

import org.gradus.core.plugin.ComponentConfig;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Tensor;

/**
 * Makes the initial value of a parameter.
 *
 * <p>An initializer has no state: it is a record of its settings, and that record is what is
 * written to JSON. It is listed by an {@link InitializerProvider} as
 *
 * <pre>{@code Component.of("he", He.class, Function.identity())}</pre>
 *
 * <p>Random ones draw from the given source in FLOAT64 and round, so that a network of FLOAT32
 * starts where the same network of FLOAT64 does.
 */
@FunctionalInterface
public interface Initializer extends ComponentConfig<InitializerProvider> {
  /**
   * Returns the initial value of a parameter.
   *
   * @param dtype FLOAT32 or FLOAT64
   * @param shape the shape of the parameter
   * @param fans the connections of the weight that the parameter is, or belongs to: the bias of a
   *     layer is made with the fans of the layer's weight
   * @param random where the numbers come from
   * @throws ShapeException if the initializer does not take such a shape
   */
  Tensor create(DType dtype, Shape shape, Fans fans, RandomSource random);

  /**
   * Returns the initial value of a weight that is laid out as (outputs, inputs, kernel …).
   *
   * @throws ShapeException if the initializer does not take such a shape
   */
  default Tensor create(DType dtype, Shape shape, RandomSource random) {
    return create(dtype, shape, Fans.of(shape), random);
  }
}
