package org.gradus.datasets.dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.gradus.core.data.Batch;
import org.gradus.core.plugin.ComponentConfig;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.Tensor;

/**
 * Examples, numbered from 0, that are read in batches.
 *
 * <pre>{@code
 * for (Batch batch : train.shuffled(random).batches(100)) {
 *   …
 * }
 * }</pre>
 *
 * <p>A data set does not change: parts, other orders and {@linkplain #map changed examples} are
 * views, each a data set again, and reading one twice gives the same (a map may draw random
 * numbers). An implementation has two methods, of which {@link #get} reads many examples at once,
 * because that is what costs time. It must be safe for use by several threads.
 */
public interface Dataset {
  /** What a data set is made of: the record that is written to JSON. */
  interface Config extends ComponentConfig<DatasetProvider> {}

  /**
   * Returns the data set of tensors, whose first axes are the examples.
   *
   * @param inputs (examples, …), not copied
   * @param targets (examples, …), not copied
   * @throws org.gradus.core.tensor.ShapeException if they differ in number
   */
  static Dataset of(Tensor inputs, Tensor targets) {
    return new TensorDataset(new Batch(inputs, targets));
  }

  /** Returns the number of examples. */
  int size();

  /**
   * Returns examples, in the order of the positions, which may repeat.
   *
   * @param positions each from 0 to size − 1
   * @throws IndexOutOfBoundsException if there is no such example
   */
  Batch get(int... positions);

  /** Returns all examples as one batch. */
  default Batch all() {
    return get(IntStream.range(0, size()).toArray());
  }

  /**
   * Returns the data set of some examples, in the order of the positions, which may repeat.
   *
   * @param positions each from 0 to size − 1
   * @throws IndexOutOfBoundsException if there is no such example
   */
  default Dataset select(int... positions) {
    return new Selection(this, positions.clone());
  }

  /**
   * Returns the data set cut into parts of the given sizes, in order. For random parts, cut the
   * {@linkplain #shuffled shuffled} one.
   *
   * @param sizes of the parts; together all examples
   * @throws IllegalArgumentException if a size is negative, or their sum is not the number of
   *     examples
   */
  default List<Dataset> split(int... sizes) {
    Ranges.requirePartition(sizes, size());
    List<Dataset> parts = new ArrayList<>(sizes.length);
    int from = 0;
    for (int size : sizes) {
      parts.add(select(IntStream.range(from, from + size).toArray()));
      from += size;
    }
    return List.copyOf(parts);
  }

  /**
   * Returns the same examples in an order that is drawn now: {@code select} of a {@linkplain
   * RandomSource#permutation permutation}. An epoch can be run again, or resumed in its middle,
   * from the state that the source had before.
   */
  default Dataset shuffled(RandomSource random) {
    return select(random.permutation(size()));
  }

  /**
   * Returns the data set whose batches are changed when they are read, such as by augmentation.
   *
   * @param change returns as many examples as it is given
   */
  default Dataset map(UnaryOperator<Batch> change) {
    return new MappedDataset(this, change);
  }

  /**
   * Returns the examples in batches of one size, of which the last may be smaller. A batch is read
   * when it is asked for, anew each time; {@code subList} skips some, as after a resumption.
   *
   * @param size of a batch, at least 1
   * @throws IllegalArgumentException if the size is below 1
   */
  default List<Batch> batches(int size) {
    return new Batches(this, Ranges.requireBatchSize(size));
  }
}
