package org.gradus.datasets.sequence;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.gradus.core.indexing.Indexing;
import org.gradus.core.shaping.Shaping;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Tensor;

/**
 * How long each sequence of a batch is that is {@linkplain Padding#atEnd padded at the end}.
 *
 * <p>What takes lengths, as recurrent layers and attention do, is given {@link #tensor}; what takes
 * weights, as losses do, is given {@link #mask}; and what treats every step alike, as a linear
 * layer, spares the padding on a {@linkplain #pack packed} tensor.
 */
public final class Lengths {
  private static final String NAME = "lengths";

  private final int[] lengths;

  private Lengths(int[] lengths) {
    this.lengths = lengths;
  }

  /**
   * Returns lengths.
   *
   * @throws IllegalArgumentException if one is negative
   */
  public static Lengths of(int... lengths) {
    for (int length : lengths) {
      if (length < 0) {
        throw new IllegalArgumentException(
            "[lengths] a length is out of range: expected at least 0, got %s.".formatted(length));
      }
    }
    return new Lengths(lengths.clone());
  }

  /**
   * Returns the lengths of padded sequences: all up to the last element that is no padding.
   *
   * @param tokens INT32 (sequences, steps)
   * @param padding the number that stands for padding
   * @throws ShapeException if there are other axes
   */
  public static Lengths ofPadded(Tensor tokens, int padding) {
    if (tokens.rank() != 2) {
      throw ShapeException.of(
          NAME, "the tokens do not fit", "(sequences, steps)", tokens.shape().toString());
    }
    int steps = tokens.size(1);
    int[] ids = tokens.toInts();
    int[] lengths = new int[tokens.size(0)];
    for (int i = 0; i < lengths.length; i++) {
      int length = steps;
      while (length > 0 && ids[i * steps + length - 1] == padding) {
        length--;
      }
      lengths[i] = length;
    }
    return new Lengths(lengths);
  }

  /** Returns the lengths, INT32 (sequences). */
  public Tensor tensor() {
    return Tensor.of(lengths.clone());
  }

  /** Returns the lengths as numbers. */
  public int[] toInts() {
    return lengths.clone();
  }

  /** Returns the largest length, 0 if there is none. */
  public int longest() {
    return IntStream.of(lengths).max().orElse(0);
  }

  /** Returns the sum of the lengths. */
  public int total() {
    return IntStream.of(lengths).reduce(0, Math::addExact);
  }

  /** Returns the positions of the sequences, the longest first, equally long ones in order. */
  public int[] longestFirst() {
    return IntStream.range(0, lengths.length)
        .boxed()
        .sorted(Comparator.comparingInt(i -> -lengths[i]))
        .mapToInt(i -> i)
        .toArray();
  }

  /**
   * Returns 1 where a sequence has a step, and 0 where it is padded.
   *
   * @param steps of the padded sequences
   * @return (sequences, steps)
   * @throws ShapeException if a sequence is longer
   */
  public Tensor mask(int steps, DType dtype) {
    requireSteps(steps);
    Tensor positions = Tensor.of(IntStream.range(0, steps).toArray());
    return positions.lt(tensor().unsqueeze(1)).cast(dtype);
  }

  /**
   * Returns the steps of all sequences, one sequence after the other, without the padding.
   * Gradients flow back.
   *
   * @param padded (sequences, steps, …)
   * @return (total, …)
   * @throws ShapeException if there are not as many sequences, or one is longer
   */
  public Tensor pack(Tensor padded) {
    if (padded.rank() < 2 || padded.size(0) != lengths.length) {
      throw ShapeException.of(
          NAME,
          "the padded sequences do not fit",
          "(%s, steps, …)".formatted(lengths.length),
          padded.shape().toString());
    }
    int steps = padded.size(1);
    requireSteps(steps);
    int[] chosen =
        IntStream.range(0, lengths.length)
            .flatMap(i -> IntStream.range(i * steps, i * steps + lengths[i]))
            .toArray();
    return Indexing.take(Shaping.flatten(padded, 0, 1), Tensor.of(chosen), 0);
  }

  /**
   * Returns the sequences that were {@linkplain #pack packed}, padded at the end to the longest.
   * Gradients flow back.
   *
   * @param packed (total, …)
   * @return (sequences, steps of the longest, …)
   * @throws ShapeException if there are not as many steps
   */
  public Tensor unpack(Tensor packed, double padding) {
    if (packed.rank() == 0 || packed.size(0) != total()) {
      throw ShapeException.of(
          NAME,
          "the packed sequences do not fit",
          "(%s, …)".formatted(total()),
          packed.shape().toString());
    }
    int steps = longest();
    int[] source = new int[lengths.length * steps];
    Arrays.fill(source, total());
    int first = 0;
    for (int i = 0; i < lengths.length; i++) {
      for (int j = 0; j < lengths[i]; j++) {
        source[i * steps + j] = first++;
      }
    }
    int[] after = new int[packed.rank()];
    after[0] = 1;
    Tensor withPadding = Shaping.pad(packed, new int[packed.rank()], after, padding);
    Tensor index = Tensor.of(source, Shape.of(lengths.length, steps));
    return Indexing.take(withPadding, index, 0);
  }

  private void requireSteps(int steps) {
    if (longest() > steps) {
      throw ShapeException.of(
          NAME,
          "a sequence is longer than what it is padded to",
          "at most %s steps".formatted(steps),
          String.valueOf(longest()));
    }
  }

  /** Returns the lengths as text. */
  @Override
  public String toString() {
    return Arrays.toString(lengths);
  }
}
