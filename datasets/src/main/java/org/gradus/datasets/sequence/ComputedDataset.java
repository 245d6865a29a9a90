package org.gradus.datasets.sequence;

import java.util.Objects;
import java.util.function.Function;
import org.gradus.core.data.Batch;
import org.gradus.datasets.dataset.Dataset;

/** Examples that are made when they are asked for. */
record ComputedDataset(int size, Function<int[], Batch> examples) implements Dataset {
  @Override
  public Batch get(int... positions) {
    for (int position : positions) {
      Objects.checkIndex(position, size);
    }
    return examples.apply(positions);
  }
}
