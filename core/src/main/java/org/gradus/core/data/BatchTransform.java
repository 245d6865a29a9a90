package org.gradus.core.data;

import java.util.List;
import org.gradus.core.random.RandomSource;

/**
 * Changes batches on their way to a network: an augmentation, noise, a mixture of examples.
 *
 * <p>What it returns depends on nothing but the batch and the numbers that it draws, so that an
 * epoch can be run again, resumed in its middle, or prepared by another thread.
 */
@FunctionalInterface
public interface BatchTransform {
  /**
   * Returns the changed batch; the one passed stays as it is.
   *
   * @param random where all that is random comes from
   */
  Batch apply(Batch batch, RandomSource random);

  /** Returns this transform followed by another one, which draws from where this one ended. */
  default BatchTransform then(BatchTransform next) {
    return (batch, random) -> next.apply(apply(batch, random), random);
  }

  /**
   * Returns batches that are changed when they are asked for, each with a stream of random numbers
   * of its own: batch i with {@code random.stream(i)}, so that the order of asking does not matter.
   */
  default List<Batch> over(List<Batch> batches, RandomSource random) {
    return new TransformedBatches(batches, this, random);
  }
}
