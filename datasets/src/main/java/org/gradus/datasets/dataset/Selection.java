package org.gradus.datasets.dataset;

import org.gradus.core.data.Batch;
import org.gradus.core.indexing.Indexing;
import org.gradus.core.tensor.Tensor;

/** Some examples of another data set, in an order of their own. */
final class Selection implements Dataset {
  private final Dataset source;
  private final int[] positions;

  /** Takes over the array. */
  Selection(Dataset source, int[] positions) {
    this.source = source;
    this.positions = positions;
    for (int position : positions) {
      Ranges.requirePosition(position, source.size());
    }
  }

  @Override
  public int size() {
    return positions.length;
  }

  @Override
  public Batch get(int... asked) {
    return source.get(resolved(asked));
  }

  /** Selects from the source at once, so that views of views cost no more than one. */
  @Override
  public Dataset select(int... asked) {
    return new Selection(source, resolved(asked));
  }

  @Override
  public Tensor targets() {
    return Indexing.take(source.targets(), Tensor.of(positions), 0);
  }

  private int[] resolved(int[] asked) {
    int[] resolved = new int[asked.length];
    for (int i = 0; i < asked.length; i++) {
      resolved[i] = positions[Ranges.requirePosition(asked[i], positions.length)];
    }
    return resolved;
  }
}
