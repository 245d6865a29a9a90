package org.gradus.datasets.dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.gradus.core.data.Batch;
import org.gradus.core.data.BatchSource;
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
 * views, each a data set again, and reading one twice gives the same. What shall change examples at
 * random, anew in every epoch, is a {@link org.gradus.core.data.BatchTransform} of {@link #epochs}.
 * An implementation has two methods, of which {@link #get} reads many examples at once, because
 * that is what costs time. It must be safe for use by several threads.
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

  /**
   * Returns the examples of several data sets, one set after the other.
   *
   * @param parts whose examples have the same shapes
   * @throws IllegalArgumentException if there are none
   * @throws ArithmeticException if they have more than 2³¹ − 1 examples
   */
  static Dataset concatenate(Dataset... parts) {
    if (parts.length == 0) {
      throw new IllegalArgumentException(
          "[dataset] there is nothing to concatenate: expected at least one data set, got none.");
    }
    return new Concatenation(List.of(parts));
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
   * Returns the targets of all examples, (examples, …), without the inputs where they can be had
   * apart.
   */
  default Tensor targets() {
    return all().targets();
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
   * Returns the data set cut into parts of the given shares, in order: part i ends after the sum of
   * the shares up to its own, rounded to whole examples.
   *
   * @param fractions of all examples, at least 0, with the sum 1 (up to 10⁻⁹)
   * @throws IllegalArgumentException if a share is negative, or their sum is not 1
   */
  default List<Dataset> splitFractions(double... fractions) {
    Ranges.requireFractions(fractions);
    int[] sizes = Ranges.ends(fractions, size());
    for (int i = sizes.length - 1; i > 0; i--) {
      sizes[i] -= sizes[i - 1];
    }
    return split(sizes);
  }

  /**
   * Returns the data set cut into parts of the given shares of each class, so that classes are as
   * frequent in each part as in the whole. Within a part the order stays; for random parts, cut the
   * {@linkplain #shuffled shuffled} one.
   *
   * @param fractions of the examples of each class, at least 0, with the sum 1 (up to 10⁻⁹)
   * @throws IllegalArgumentException if a share is negative, their sum is not 1, or the targets are
   *     not INT32 (examples)
   */
  default List<Dataset> splitStratified(double... fractions) {
    Ranges.requireFractions(fractions);
    return Classes.of(targets()).split(fractions).stream().map(this::select).toList();
  }

  /**
   * Returns the same examples in an order that is drawn now: {@code select} of a {@linkplain
   * RandomSource#permutation permutation}, the same as NumPy's and Python's of their sources. An
   * epoch can be run again, or resumed in its middle, from the state that the source had before.
   */
  default Dataset shuffled(RandomSource random) {
    return select(random.permutation(size()));
  }

  /**
   * Returns as many examples as there are, each drawn from all of them: some are missing, about 1 /
   * e = 37 % of a large set, and others there several times. Networks trained on several such sets
   * make up an ensemble by bagging (Breiman, "Bagging predictors", 1996).
   */
  default Dataset bootstrapped(RandomSource random) {
    int size = size();
    return select(IntStream.generate(() -> random.nextInt(size)).limit(size).toArray());
  }

  /**
   * Returns the examples with those of rare classes repeated, in an order that is drawn now: every
   * class is there as often as the most frequent one, and no example of a class more than once
   * oftener than another.
   *
   * @throws IllegalArgumentException if the targets are not INT32 (examples)
   */
  default Dataset balanced(RandomSource random) {
    return select(Classes.of(targets()).balanced(random));
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
    return Batches.ofAll(this, size);
  }

  /**
   * Returns the examples in batches of one size as {@link #batches}, but for those at the end that
   * do not fill one.
   *
   * @param size of a batch, at least 1
   * @throws IllegalArgumentException if the size is below 1
   */
  default List<Batch> fullBatches(int size) {
    return Batches.full(this, size);
  }

  /**
   * Returns the source of the {@linkplain #batches batches} of the {@linkplain #shuffled shuffled}
   * examples, in another order in every epoch. Other epochs are as short:
   *
   * <pre>{@code
   * BatchSource full = random -> train.shuffled(random).fullBatches(100);
   * BatchSource balanced = random -> train.balanced(random).batches(100);
   * BatchSource noisy = train.epochs(100).map(noise);
   * }</pre>
   *
   * @param batchSize at least 1
   * @throws IllegalArgumentException if the size is below 1
   */
  default BatchSource epochs(int batchSize) {
    Ranges.requireBatchSize(batchSize);
    return random -> shuffled(random).batches(batchSize);
  }
}
