package org.gradus.datasets.dataset;

import java.util.AbstractList;
import java.util.Objects;
import java.util.RandomAccess;
import java.util.stream.IntStream;
import org.gradus.core.data.Batch;

/** The batches of a data set in order, read when they are asked for. */
final class Batches extends AbstractList<Batch> implements RandomAccess {
  private final Dataset source;
  private final int batchSize;

  Batches(Dataset source, int batchSize) {
    this.source = source;
    this.batchSize = batchSize;
  }

  @Override
  public int size() {
    return -Math.floorDiv(-source.size(), batchSize);
  }

  @Override
  public Batch get(int index) {
    int from = Objects.checkIndex(index, size()) * batchSize;
    int to = (int) Math.min((long) from + batchSize, source.size());
    return source.get(IntStream.range(from, to).toArray());
  }
}
