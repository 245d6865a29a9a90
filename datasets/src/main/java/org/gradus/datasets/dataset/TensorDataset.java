package org.gradus.datasets.dataset;

import org.gradus.core.data.Batch;
import org.gradus.core.indexing.Indexing;
import org.gradus.core.tensor.Tensor;

/** Examples in memory. */
record TensorDataset(Batch all) implements Dataset {
  @Override
  public int size() {
    return all.size();
  }

  @Override
  public Batch get(int... positions) {
    Tensor index = Tensor.of(positions);
    return new Batch(Indexing.take(all.inputs(), index, 0), Indexing.take(all.targets(), index, 0));
  }

  @Override
  public Batch all() {
    return all;
  }

  @Override
  public Tensor targets() {
    return all.targets();
  }
}
