package org.gradus.datasets.sequence;

import java.util.AbstractList;
import java.util.Objects;
import java.util.RandomAccess;
import java.util.function.IntFunction;
import org.gradus.core.data.Batch;

/** Batches that are made when they are asked for. */
final class ComputedBatches extends AbstractList<Batch> implements RandomAccess {
  private final int size;
  private final IntFunction<Batch> batch;

  ComputedBatches(int size, IntFunction<Batch> batch) {
    this.size = size;
    this.batch = batch;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public Batch get(int index) {
    return batch.apply(Objects.checkIndex(index, size));
  }
}
