package org.gradus.datasets.sequence;

import java.util.Arrays;
import java.util.Objects;
import java.util.stream.IntStream;
import org.gradus.core.data.Batch;
import org.gradus.core.data.BatchSource;
import org.gradus.core.plugin.Settings;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.datasets.dataset.Dataset;

/**
 * One long sequence of tokens, such as a whole text, of which a language model learns to tell the
 * next one. It is read
 *
 * <ul>
 *   <li>in {@linkplain #windows windows} that are examples of a data set,
 *   <li>in {@linkplain #randomWindows windows at random places}, so many batches an epoch,
 *   <li>in {@linkplain #streams streams} whose batches continue each other, for networks that keep
 *       their state from one batch to the next,
 *   <li>as {@linkplain #contexts tokens after so many others}, for models of n-grams.
 * </ul>
 */
public final class TokenStream {
  private static final String NAME = "token-stream";

  private final int[] tokens;

  private TokenStream(int[] tokens) {
    this.tokens = tokens;
  }

  /** Returns the sequence of tokens. */
  public static TokenStream of(int... tokens) {
    return new TokenStream(tokens.clone());
  }

  /** Returns the number of tokens. */
  public int length() {
    return tokens.length;
  }

  /** Returns the tokens. */
  public int[] toInts() {
    return tokens.clone();
  }

  /**
   * Returns a part of the sequence.
   *
   * @throws IndexOutOfBoundsException if it is not within
   */
  public TokenStream slice(int from, int to) {
    Objects.checkFromToIndex(from, to, tokens.length);
    return new TokenStream(Arrays.copyOfRange(tokens, from, to));
  }

  /**
   * Returns the windows that begin at every so many tokens and have a token after them.
   *
   * @param steps the length of a window, at least 1
   * @param stride between the first tokens of two windows, at least 1; {@code steps} for windows
   *     side by side
   * @return inputs INT32 (windows, steps), targets INT32 (windows, steps), each token the one after
   *     the input's
   * @throws IllegalArgumentException if a setting is below 1
   */
  public Dataset windows(int steps, int stride) {
    Settings.requireSize(NAME, "steps", steps);
    Settings.requireSize(NAME, "stride", stride);
    int count = tokens.length <= steps ? 0 : (tokens.length - steps - 1) / stride + 1;
    return new ComputedDataset(count, positions -> windows(steps, startsOf(positions, stride)));
  }

  private static int[] startsOf(int[] positions, int stride) {
    return Arrays.stream(positions).map(position -> position * stride).toArray();
  }

  /**
   * Returns every token that has enough others before it.
   *
   * @param size the number of tokens before it, at least 1
   * @return inputs INT32 (length − size, size), targets INT32 (length − size)
   * @throws IllegalArgumentException if the size is below 1
   */
  public Dataset contexts(int size) {
    Settings.requireSize(NAME, "size", size);
    return new ComputedDataset(
        Math.max(0, tokens.length - size),
        positions ->
            new Batch(
                rows(size, positions),
                Tensor.of(Arrays.stream(positions).map(i -> tokens[i + size]).toArray())));
  }

  /**
   * Returns the source of windows at random places, each place with the same probability. Batch i
   * of an epoch is drawn from {@code random.stream(i)}.
   *
   * @param batchSize the number of windows in a batch, at least 1
   * @param steps the length of a window, from 1 to the length − 1
   * @param batches the number of batches in an epoch, at least 0
   * @return inputs INT32 (batchSize, steps), targets INT32 (batchSize, steps), each token the one
   *     after the input's
   * @throws IllegalArgumentException if a setting is out of range
   */
  public BatchSource randomWindows(int batchSize, int steps, int batches) {
    Settings.requireSize(NAME, "batchSize", batchSize);
    requireSteps(steps);
    Settings.require(batches >= 0, NAME, "batches", "at least 0", batches);
    int places = tokens.length - steps;
    return random ->
        new ComputedBatches(
            batches,
            i -> {
              RandomSource drawn = random.stream(Integer.toString(i));
              return windows(
                  steps,
                  IntStream.generate(() -> drawn.nextInt(places)).limit(batchSize).toArray());
            });
  }

  /**
   * Returns the source of batches that continue each other, the same in every epoch: the sequence
   * is cut into {@code batchSize} equal parts, and batch i has steps i · {@code steps} … of each.
   * What is left over at the end, up to {@code batchSize} tokens, is left out; the last batch may
   * have fewer steps.
   *
   * <p>A recurrent network keeps its state from each batch to the next, without gradients:
   * back-propagation through time that is truncated after so many steps.
   *
   * @param batchSize the number of parts, at least 1
   * @param steps of a batch, at least 1
   * @return inputs INT32 (batchSize, steps), targets INT32 (batchSize, steps), each token the one
   *     after the input's
   * @throws IllegalArgumentException if a setting is out of range, or there is no step for each
   *     part
   */
  public BatchSource streams(int batchSize, int steps) {
    Settings.require(
        batchSize >= 1 && batchSize < tokens.length,
        NAME,
        "batchSize",
        "1 to " + (tokens.length - 1),
        batchSize);
    Settings.requireSize(NAME, "steps", steps);
    int part = (tokens.length - 1) / batchSize;
    int[] firsts = IntStream.range(0, batchSize).map(i -> i * part).toArray();
    return BatchSource.of(
        new ComputedBatches(
            -Math.floorDiv(-part, steps),
            i -> {
              int done = i * steps;
              int[] starts = Arrays.stream(firsts).map(first -> first + done).toArray();
              return windows(Math.min(steps, part - done), starts);
            }));
  }

  private void requireSteps(int steps) {
    Settings.require(
        steps >= 1 && steps < tokens.length, NAME, "steps", "1 to " + (tokens.length - 1), steps);
  }

  private Batch windows(int steps, int[] starts) {
    return new Batch(
        rows(steps, starts), rows(steps, Arrays.stream(starts).map(i -> i + 1).toArray()));
  }

  private Tensor rows(int steps, int[] starts) {
    int[] rows = new int[Math.multiplyExact(starts.length, steps)];
    for (int i = 0; i < starts.length; i++) {
      System.arraycopy(tokens, starts[i], rows, i * steps, steps);
    }
    return Tensor.of(rows, Shape.of(starts.length, steps));
  }
}
