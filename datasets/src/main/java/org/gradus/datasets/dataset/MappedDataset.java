package org.gradus.datasets.dataset;

import java.util.function.UnaryOperator;
import org.gradus.core.data.Batch;
import org.gradus.core.tensor.ShapeException;

/** A data set whose batches are changed when they are read. */
record MappedDataset(Dataset source, UnaryOperator<Batch> change) implements Dataset {
  @Override
  public int size() {
    return source.size();
  }

  @Override
  public Batch get(int... positions) {
    Batch batch = source.get(positions);
    Batch changed = change.apply(batch);
    if (changed.size() != batch.size()) {
      throw ShapeException.of(
          "dataset",
          "a map changes the number of examples",
          String.valueOf(batch.size()),
          String.valueOf(changed.size()),
          batch.inputs().shape(),
          changed.inputs().shape());
    }
    return changed;
  }
}
