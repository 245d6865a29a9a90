package org.gradus.core.data;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;
import org.gradus.core.random.RandomSource;

/** Batches that are changed when they are asked for, each with a random stream of its own. */
final class TransformedBatches extends AbstractList<Batch> implements RandomAccess {
  private final List<Batch> batches;
  private final BatchTransform transform;
  private final RandomSource random;

  TransformedBatches(List<Batch> batches, BatchTransform transform, RandomSource random) {
    this.batches = batches;
    this.transform = transform;
    this.random = random;
  }

  @Override
  public int size() {
    return batches.size();
  }

  @Override
  public Batch get(int index) {
    return transform.apply(batches.get(index), random.stream(Integer.toString(index)));
  }
}
