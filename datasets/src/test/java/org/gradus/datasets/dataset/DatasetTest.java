package org.gradus.datasets.dataset;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.gradus.core.data.Batch;
import org.gradus.core.data.BatchSource;
import org.gradus.core.random.NumpyRandom;
import org.gradus.core.random.PythonRandom;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Tensor;
import org.junit.jupiter.api.Test;

class DatasetTest {
  private static final int SIZE = 7;

  /** Example i has the inputs (10 i, 10 i + 1) and the target i. */
  private final Dataset data = numbered(SIZE);

  private static Dataset numbered(int size) {
    float[][] inputs = new float[size][];
    int[] targets = new int[size];
    for (int i = 0; i < size; i++) {
      inputs[i] = new float[] {10f * i, 10f * i + 1};
      targets[i] = i;
    }
    return Dataset.of(Tensor.of(inputs), Tensor.of(targets));
  }

  private static int[] targets(Dataset dataset) {
    return dataset.all().targets().toInts();
  }

  @Test
  void getsExamplesInTheOrderOfThePositions() {
    Batch batch = data.get(5, 0, 5);
    assertArrayEquals(new float[][] {{50, 51}, {0, 1}, {50, 51}}, batch.inputs().toFloatRows());
    assertArrayEquals(new int[] {5, 0, 5}, batch.targets().toInts());
  }

  @Test
  void getsAllTensorsWithoutCopyingThem() {
    Tensor inputs = Tensor.zeros(3, 2);
    assertSame(inputs, Dataset.of(inputs, Tensor.of(0, 1, 2)).all().inputs());
  }

  @Test
  void selects() {
    Dataset selection = data.select(6, 4, 2, 0);
    assertEquals(4, selection.size());
    assertArrayEquals(new int[] {6, 4, 2, 0}, targets(selection));
    assertArrayEquals(new int[] {0, 4}, targets(selection.select(3, 1)));
  }

  @Test
  void keepsItsSelectionWhenTheArrayChanges() {
    int[] positions = {1, 2};
    Dataset selection = data.select(positions);
    positions[0] = 6;
    assertArrayEquals(new int[] {1, 2}, targets(selection));
  }

  @Test
  void splits() {
    List<Dataset> parts = data.split(4, 0, 3);
    assertEquals(3, parts.size());
    assertArrayEquals(new int[] {0, 1, 2, 3}, targets(parts.get(0)));
    assertEquals(0, parts.get(1).size());
    assertArrayEquals(new int[] {4, 5, 6}, targets(parts.get(2)));
  }

  @Test
  void mapsWhenRead() {
    AtomicInteger reads = new AtomicInteger();
    Dataset halved =
        data.map(
            batch -> {
              reads.incrementAndGet();
              return new Batch(batch.inputs().div(2), batch.targets());
            });
    assertEquals(SIZE, halved.size());
    assertEquals(0, reads.get());
    assertArrayEquals(new float[][] {{15, 15.5f}}, halved.get(3).inputs().toFloatRows());
    assertEquals(1, reads.get());
  }

  @Test
  void batchesTheLastOneSmaller() {
    List<Batch> batches = data.batches(3);
    assertEquals(3, batches.size());
    assertArrayEquals(new int[] {0, 1, 2}, batches.get(0).targets().toInts());
    assertArrayEquals(new int[] {6}, batches.get(2).targets().toInts());
    assertArrayEquals(
        new int[] {3, 4, 5}, batches.subList(1, 2).iterator().next().targets().toInts());
    assertEquals(1, data.batches(Integer.MAX_VALUE).size());
    assertEquals(0, data.select().batches(3).size());
  }

  @Test
  void batchesFullOnesOnly() {
    List<Batch> batches = data.fullBatches(3);
    assertEquals(2, batches.size());
    assertArrayEquals(new int[] {3, 4, 5}, batches.get(1).targets().toInts());
    assertThrows(IndexOutOfBoundsException.class, () -> batches.get(2));
    assertEquals(7, data.fullBatches(1).size());
    assertEquals(0, data.fullBatches(8).size());
  }

  @Test
  void readsTargetsAlone() {
    Dataset unreadable =
        data.map(
            batch -> {
              throw new AssertionError("the inputs were read");
            });
    assertArrayEquals(new int[] {0, 1, 2, 3, 4, 5, 6}, data.targets().toInts());
    assertArrayEquals(new int[] {6, 2}, data.select(6, 2).targets().toInts());
    Dataset tens = data.map(batch -> new Batch(batch.inputs(), batch.targets().mul(10)));
    assertArrayEquals(new int[] {60, 20}, tens.select(6, 2).targets().toInts());
    assertThrows(AssertionError.class, unreadable::targets);
  }

  @Test
  void startsAnEpochFromTheSource() {
    BatchSource epochs = data.epochs(2);
    RandomSource random = RandomSource.of(42);
    int[] order = RandomSource.of(42).permutation(SIZE);

    List<Batch> epoch = epochs.epoch(random);

    assertEquals(4, epoch.size());
    assertArrayEquals(new int[] {order[4], order[5]}, epoch.get(2).targets().toInts());
    assertThrows(IllegalArgumentException.class, () -> data.epochs(0));
  }

  /** NumPy 1.26: {@code numpy.random.RandomState(42).permutation(10)}. */
  @Test
  void shufflesAsNumpy() {
    int[] expected = {8, 1, 5, 0, 7, 2, 9, 4, 3, 6};
    assertArrayEquals(expected, targets(numbered(10).shuffled(NumpyRandom.of(42))));
  }

  /** CPython 3: {@code random.Random(42).shuffle} of {@code list(range(10))}. */
  @Test
  void shufflesAsPython() {
    int[] expected = {7, 3, 2, 8, 5, 6, 9, 4, 0, 1};
    assertArrayEquals(expected, targets(numbered(10).shuffled(PythonRandom.of(42))));
  }

  @Test
  void continuesAnEpochFromTheStateOfItsSource() {
    RandomSource random = RandomSource.of(42);
    String before = random.state();
    int[] third = data.shuffled(random).batches(2).get(2).targets().toInts();
    List<Batch> again = data.shuffled(RandomSource.restore(before)).batches(2);
    assertArrayEquals(third, again.subList(2, 4).get(0).targets().toInts());
  }

  /** An epoch is every example once, whatever the size of the batches. */
  @Property
  void shufflesEveryExampleOnce(
      @ForAll @IntRange(max = 50) int size,
      @ForAll @IntRange(min = 1, max = 60) int batchSize,
      @ForAll long seed) {
    List<Batch> batches = numbered(size).shuffled(RandomSource.of(seed)).batches(batchSize);
    int[] seen =
        batches.stream().flatMapToInt(batch -> Arrays.stream(batch.targets().toInts())).toArray();
    assertArrayEquals(RandomSource.of(seed).permutation(size), seen);
    Arrays.sort(seen);
    assertArrayEquals(IntStream.range(0, size).toArray(), seen);
  }

  @Test
  void refusesPositionsThatAreNotThere() {
    IndexOutOfBoundsException above =
        assertThrows(IndexOutOfBoundsException.class, () -> data.select(0, 7));
    assertEquals(
        "[dataset] there is no such example: expected a position from 0 to 6, got 7.",
        above.getMessage());
    Dataset selection = data.select(6, 5);
    IndexOutOfBoundsException below =
        assertThrows(IndexOutOfBoundsException.class, () -> selection.get(-1));
    assertEquals(
        "[dataset] there is no such example: expected a position from 0 to 1, got -1.",
        below.getMessage());
    assertThrows(IndexOutOfBoundsException.class, () -> data.get(7));
  }

  @Test
  void refusesPartsThatAreNotTheWhole() {
    IllegalArgumentException tooFew =
        assertThrows(IllegalArgumentException.class, () -> data.split(4, 2));
    assertEquals(
        "[dataset] the parts do not make up the whole: expected sizes of at least 0 with the sum"
            + " 7, got [4, 2].",
        tooFew.getMessage());
    assertThrows(IllegalArgumentException.class, () -> data.split(8, -1));
  }

  @Test
  void refusesBatchesOfNothing() {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> data.batches(0));
    assertEquals(
        "[dataset] the batch size is out of range: expected at least 1, got 0.",
        refused.getMessage());
  }

  @Test
  void refusesAMapThatLosesExamples() {
    Dataset lossy =
        data.map(batch -> new Batch(batch.inputs().slice(0, 0, 1), batch.targets().slice(0, 0, 1)));
    ShapeException refused = assertThrows(ShapeException.class, () -> lossy.get(1, 2));
    assertEquals(
        "[dataset] a map changes the number of examples: expected 2, got 1. Shapes: (2, 2),"
            + " (1, 2).",
        refused.getMessage());
  }
}
