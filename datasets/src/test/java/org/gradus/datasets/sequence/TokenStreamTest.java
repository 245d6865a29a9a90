package org.gradus.datasets.sequence;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.gradus.core.data.Batch;
import org.gradus.core.random.RandomSource;
import org.gradus.datasets.dataset.Dataset;
import org.junit.jupiter.api.Test;

/** Token i of the stream is i. */
class TokenStreamTest {
  private final TokenStream stream = numbered(11);

  private static TokenStream numbered(int length) {
    return TokenStream.of(IntStream.range(0, length).toArray());
  }

  @Test
  void readsWindows() {
    Dataset windows = stream.windows(4, 3);
    assertEquals(3, windows.size());
    assertArrayEquals(
        new int[][] {{6, 7, 8, 9}, {0, 1, 2, 3}}, windows.get(2, 0).inputs().toIntRows());
    assertArrayEquals(
        new int[][] {{7, 8, 9, 10}, {1, 2, 3, 4}}, windows.get(2, 0).targets().toIntRows());
    assertEquals(7, stream.windows(4, 1).size());
    assertEquals(1, stream.windows(10, 1).size());
    assertEquals(0, stream.windows(11, 1).size());
    assertThrows(IndexOutOfBoundsException.class, () -> windows.get(3));
  }

  @Test
  void readsContexts() {
    Dataset contexts = stream.contexts(3);
    assertEquals(8, contexts.size());
    assertArrayEquals(new int[][] {{0, 1, 2}, {7, 8, 9}}, contexts.get(0, 7).inputs().toIntRows());
    assertArrayEquals(new int[] {3, 10}, contexts.get(0, 7).targets().toInts());
    assertEquals(0, stream.contexts(20).size());
  }

  @Test
  void drawsWindowsAtRandom() {
    List<Batch> epoch = stream.randomWindows(200, 8, 3).epoch(RandomSource.of(5));
    assertEquals(3, epoch.size());
    int[][] inputs = epoch.get(1).inputs().toIntRows();
    for (int[] row : inputs) {
      assertArrayEquals(IntStream.range(row[0], row[0] + 8).toArray(), row);
    }
    assertEquals(epoch.get(1).inputs().add(1), epoch.get(1).targets());
    // All places are there: each is missing from 200 draws with a probability of (2/3)^200.
    assertArrayEquals(
        new int[] {0, 1, 2},
        Arrays.stream(inputs).mapToInt(row -> row[0]).distinct().sorted().toArray());
    assertEquals(epoch.get(1), epoch.get(1));
    assertNotEquals(epoch.get(0), epoch.get(1));
  }

  @Test
  void continuesEachPartFromBatchToBatch() {
    List<Batch> epoch = stream.streams(2, 3).epoch(RandomSource.of(1));
    assertEquals(2, epoch.size());
    assertArrayEquals(new int[][] {{0, 1, 2}, {5, 6, 7}}, epoch.get(0).inputs().toIntRows());
    assertArrayEquals(new int[][] {{3, 4}, {8, 9}}, epoch.get(1).inputs().toIntRows());
    assertArrayEquals(new int[][] {{4, 5}, {9, 10}}, epoch.get(1).targets().toIntRows());
  }

  @Property
  void streamsReadEveryTokenOnce(
      @ForAll @IntRange(min = 2, max = 80) int length,
      @ForAll @IntRange(min = 1, max = 9) int parts,
      @ForAll @IntRange(min = 1, max = 9) int steps) {
    int batchSize = Math.min(parts, length - 1);
    List<Batch> epoch = numbered(length).streams(batchSize, steps).epoch(RandomSource.of(1));
    int[] read = epoch.stream().flatMapToInt(b -> IntStream.of(b.inputs().toInts())).toArray();
    int used = (length - 1) / batchSize * batchSize;
    assertArrayEquals(IntStream.range(0, used).toArray(), IntStream.of(read).sorted().toArray());
  }

  @Test
  void isCut() {
    assertArrayEquals(new int[] {2, 3}, stream.slice(2, 4).toInts());
    assertEquals(2, stream.slice(2, 4).length());
    assertThrows(IndexOutOfBoundsException.class, () -> stream.slice(2, 12));
  }

  @Test
  void refusesWhatIsOutOfRange() {
    assertEquals(
        "[token-stream] steps is out of range: expected 1 to 10, got 11.",
        assertThrows(IllegalArgumentException.class, () -> stream.randomWindows(1, 11, 1))
            .getMessage());
    assertEquals(
        "[token-stream] batchSize is out of range: expected 1 to 10, got 11.",
        assertThrows(IllegalArgumentException.class, () -> stream.streams(11, 1)).getMessage());
    assertThrows(IllegalArgumentException.class, () -> stream.windows(0, 1));
    assertThrows(IllegalArgumentException.class, () -> stream.windows(1, 0));
    assertThrows(IllegalArgumentException.class, () -> stream.contexts(0));
    assertThrows(IllegalArgumentException.class, () -> stream.randomWindows(1, 2, -1));
  }
}
