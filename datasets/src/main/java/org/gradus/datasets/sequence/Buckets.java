package org.gradus.datasets.sequence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.gradus.core.data.BatchSource;
import org.gradus.core.plugin.Settings;
import org.gradus.core.random.RandomSource;
import org.gradus.datasets.dataset.Dataset;

/**
 * Draws batches of examples of similar lengths, which need little padding.
 *
 * <p>An epoch's examples are put in random order and cut into pools of several batches. A pool is
 * sorted by length and cut into batches, and the batches of all pools are put in random order. So
 * every example is there once, the batches are others in every epoch, and with larger pools there
 * is less padding and less chance.
 *
 * @param batchSize the number of examples in a batch, at least 1; one batch of an epoch may have
 *     fewer
 * @param pool the number of batches whose examples are sorted together, at least 1
 */
public record Buckets(int batchSize, int pool) {
  private static final int USUAL_POOL = 100;

  /**
   * Checks the sizes.
   *
   * @throws IllegalArgumentException if one is below 1
   */
  public Buckets {
    Settings.requireSize("buckets", "batchSize", batchSize);
    Settings.requireSize("buckets", "pool", pool);
  }

  /**
   * Returns batches that are sorted in pools of 100.
   *
   * @throws IllegalArgumentException if the size is below 1
   */
  public static Buckets of(int batchSize) {
    return new Buckets(batchSize, USUAL_POOL);
  }

  /**
   * Returns the source of an epoch's batches.
   *
   * @param lengths of all examples
   * @throws IllegalArgumentException if there are not as many lengths as examples
   */
  public BatchSource epochs(Dataset data, int... lengths) {
    Settings.require(
        lengths.length == data.size(),
        "buckets",
        "the number of lengths",
        "one for each of " + data.size() + " examples",
        lengths.length);
    int[] kept = lengths.clone();
    return random -> {
      List<int[]> positions = draw(kept, random);
      return new ComputedBatches(positions.size(), i -> data.get(positions.get(i)));
    };
  }

  /** Returns the positions of the examples of each batch. */
  List<int[]> draw(int[] lengths, RandomSource random) {
    int[] order = random.permutation(lengths.length);
    int poolSize = (int) Math.min((long) batchSize * pool, Integer.MAX_VALUE);
    List<int[]> batches = new ArrayList<>();
    for (int[] pooled : cut(order, poolSize)) {
      batches.addAll(cut(byLength(pooled, lengths), batchSize));
    }
    random.shuffle(batches);
    return batches;
  }

  private static List<int[]> cut(int[] positions, int size) {
    List<int[]> parts = new ArrayList<>();
    int from = 0;
    while (from < positions.length) {
      int to = from + Math.min(size, positions.length - from);
      parts.add(Arrays.copyOfRange(positions, from, to));
      from = to;
    }
    return parts;
  }

  private static int[] byLength(int[] positions, int[] lengths) {
    return IntStream.of(positions)
        .boxed()
        .sorted(Comparator.comparingInt(i -> lengths[i]))
        .mapToInt(i -> i)
        .toArray();
  }
}
