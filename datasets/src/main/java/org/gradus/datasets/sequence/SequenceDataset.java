package org.gradus.datasets.sequence;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.gradus.core.data.Batch;
import org.gradus.core.data.BatchSource;
import org.gradus.core.tensor.Tensor;
import org.gradus.datasets.dataset.Dataset;

/**
 * Sequences of tokens of different lengths, in memory. What is read together is padded to the
 * longest of its own: a batch of short sequences is short.
 *
 * <p>How long each is is not lost where the padding is a token of its own: {@link Lengths#ofPadded}
 * finds it, and {@link TeacherForcing} does for pairs of sequences. So sequences need no other
 * batches, and train with everything that takes a {@link BatchSource}.
 */
public final class SequenceDataset implements Dataset {
  private final List<int[]> inputs;
  private final Function<int[], Tensor> targets;
  private final int[] targetLengths;
  private final Padding padding;

  private SequenceDataset(
      List<int[]> inputs, Function<int[], Tensor> targets, int[] targetLengths, Padding padding) {
    if (inputs.size() != targetLengths.length) {
      throw new IllegalArgumentException(
          "[sequence-dataset] inputs and targets differ in number: expected %s targets, got %s."
              .formatted(inputs.size(), targetLengths.length));
    }
    this.inputs = List.copyOf(inputs);
    this.targets = targets;
    this.targetLengths = targetLengths;
    this.padding = padding;
  }

  /**
   * Returns the data set of sequences that become sequences, such as sentences and translations.
   *
   * @param inputs the tokens of each, not copied
   * @param targets the tokens of each, not copied
   * @param padding of both
   * @throws IllegalArgumentException if they differ in number
   */
  public static SequenceDataset of(List<int[]> inputs, List<int[]> targets, Padding padding) {
    List<int[]> kept = List.copyOf(targets);
    return new SequenceDataset(
        inputs, positions -> padding.pad(chosen(kept, positions)), lengths(kept), padding);
  }

  /**
   * Returns the data set of sequences that have a class each.
   *
   * @param inputs the tokens of each, not copied
   * @param classes of each
   * @throws IllegalArgumentException if they differ in number
   */
  public static SequenceDataset classified(List<int[]> inputs, int[] classes, Padding padding) {
    int[] kept = classes.clone();
    return new SequenceDataset(
        inputs,
        positions -> Tensor.of(Arrays.stream(positions).map(i -> kept[i]).toArray()),
        new int[kept.length],
        padding);
  }

  @Override
  public int size() {
    return inputs.size();
  }

  /**
   * {@inheritDoc}
   *
   * @return inputs INT32 (examples, steps of the longest input), targets INT32 (examples, steps of
   *     the longest target) or (examples)
   */
  @Override
  public Batch get(int... positions) {
    return new Batch(padding.pad(chosen(inputs, positions)), targets.apply(positions));
  }

  private static List<int[]> chosen(List<int[]> sequences, int[] positions) {
    return Arrays.stream(positions).mapToObj(sequences::get).toList();
  }

  @Override
  public Tensor targets() {
    return targets.apply(IntStream.range(0, size()).toArray());
  }

  /** Returns the length of each input. */
  public int[] lengths() {
    return lengths(inputs);
  }

  private static int[] lengths(List<int[]> sequences) {
    return sequences.stream().mapToInt(sequence -> sequence.length).toArray();
  }

  /**
   * Returns the source of batches of similar lengths: of the inputs, and where those are the same,
   * of the targets.
   *
   * @throws IllegalArgumentException if the size is below 1
   */
  public BatchSource bucketed(int batchSize) {
    return Buckets.of(batchSize).epochs(this, ranks());
  }

  /** Returns a number for each example that orders them by both lengths. */
  private int[] ranks() {
    int[] lengths = lengths();
    long[] keys = new long[size()];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = ((long) lengths[i] << Integer.SIZE) | targetLengths[i];
    }
    long[] ordered = Arrays.stream(keys).distinct().sorted().toArray();
    return Arrays.stream(keys).mapToInt(key -> Arrays.binarySearch(ordered, key)).toArray();
  }
}
