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
  private final int count;

  private Batches(Dataset source, int batchSize, int count) {
    this.source = source;
    this.batchSize = batchSize;
    this.count = count;
  }

  /** Returns the batches of all examples, of which the last may be smaller. */
  static Batches ofAll(Dataset source, int batchSize) {
    Ranges.requireBatchSize(batchSize);
    return new Batches(source, batchSize, -Math.floorDiv(-source.size(), batchSize));
  }

  /** Returns the batches that are full. */
  static Batches full(Dataset source, int batchSize) {
    Ranges.requireBatchSize(batchSize);
    return new Batches(source, batchSize, source.size() / batchSize);
  }

  @Override
  public int size() {
    return count;
  }

  @Override
  public Batch get(int index) {
    int from = Objects.checkIndex(index, count) * batchSize;
    int to = (int) Math.min((long) from + batchSize, source.size());
    return source.get(IntStream.range(from, to).toArray());
  }
}
