package org.gradus.core.data;

import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.Shape;

/**
 * Changes the inputs of examples, each by itself, and leaves the targets as they are.
 *
 * <p>The examples of a batch are divided among the threads. Each has random numbers of its own, so
 * that the result does not depend on how many threads there are.
 */
public interface ExampleTransform extends BatchTransform {
  /**
   * Changes an example in place. Called by several threads at once, each with an example of its
   * own.
   *
   * @param random where all that is random comes from; that of no other example
   */
  void change(Example example, RandomSource random);

  /**
   * Requires examples of a shape that can be changed; by default, all can.
   *
   * @param example the shape, without the axis of examples
   * @throws org.gradus.core.tensor.ShapeException if they cannot
   */
  default void requireFit(Shape example) {}

  /**
   * {@inheritDoc}
   *
   * @throws org.gradus.core.tensor.DTypeException if the inputs are of an integer type
   * @throws org.gradus.core.tensor.ShapeException if the inputs do not fit
   */
  @Override
  default Batch apply(Batch batch, RandomSource random) {
    return new Batch(ExampleLoop.run(this, batch.inputs(), random), batch.targets());
  }
}
