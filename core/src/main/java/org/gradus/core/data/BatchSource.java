package org.gradus.core.data;

import java.util.List;
import org.gradus.core.random.RandomSource;

/**
 * Where the batches of every epoch come from.
 *
 * <pre>{@code
 * BatchSource source = random -> train.shuffled(random).batches(100);
 * }</pre>
 *
 * <p>An epoch is a list whose batches are made when they are asked for. The same source of random
 * numbers in the same state gives the same batches, whichever are asked for and in whatever order:
 * that is what lets a training go on in the middle of an epoch.
 */
@FunctionalInterface
public interface BatchSource {
  /**
   * Returns the batches of an epoch.
   *
   * @param random where the order comes from, and all else that is random
   */
  List<Batch> epoch(RandomSource random);

  /** Returns the source of the same batches in every epoch. */
  static BatchSource of(List<Batch> batches) {
    return random -> batches;
  }

  /** Returns this source with every batch changed, such as by an augmentation. */
  default BatchSource map(BatchTransform transform) {
    return random -> transform.over(epoch(random.stream("batches")), random.stream("transform"));
  }
}
