package org.gradus.datasets.sequence;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.gradus.core.data.Batch;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Tensor;
import org.junit.jupiter.api.Test;

class SequenceDatasetTest {
  private static final int START = 1;
  private static final int END = 2;

  private final List<int[]> sources = List.of(new int[] {5}, new int[] {6, 7, 8}, new int[] {9, 4});
  private final List<int[]> targets =
      List.of(new int[] {START, 3, END}, new int[] {START, END}, new int[] {START, 3, 4, 5, END});
  private final SequenceDataset pairs = SequenceDataset.of(sources, targets, Padding.atEnd(0));

  @Test
  void padsWhatIsReadTogether() {
    assertEquals(3, pairs.size());
    assertArrayEquals(new int[] {1, 3, 2}, pairs.lengths());
    Batch batch = pairs.get(2, 0);
    assertArrayEquals(new int[][] {{9, 4}, {5, 0}}, batch.inputs().toIntRows());
    assertArrayEquals(
        new int[][] {{START, 3, 4, 5, END}, {START, 3, END, 0, 0}}, batch.targets().toIntRows());
    assertArrayEquals(new int[] {3, 5}, pairs.targets().shape().toArray());
    assertThrows(IndexOutOfBoundsException.class, () -> pairs.get(3));
  }

  @Test
  void readsClasses() {
    SequenceDataset classified =
        SequenceDataset.classified(sources, new int[] {7, 8, 9}, Padding.atStart(0));
    assertArrayEquals(
        new int[][] {{0, 9, 4}, {6, 7, 8}}, classified.get(2, 1).inputs().toIntRows());
    assertArrayEquals(new int[] {9, 8}, classified.get(2, 1).targets().toInts());
    assertArrayEquals(new int[] {7, 8, 9}, classified.targets().toInts());
  }

  @Test
  void givesTheDecoderTheTargetShifted() {
    TeacherForcing forced = TeacherForcing.of(pairs.get(2, 0), 0);
    assertArrayEquals(new int[] {2, 1}, forced.sourceLengths().toInts());
    assertArrayEquals(
        new int[][] {{START, 3, 4, 5}, {START, 3, END, 0}}, forced.decoderInputs().toIntRows());
    assertArrayEquals(
        new int[][] {{3, 4, 5, END}, {3, END, 0, 0}}, forced.decoderTargets().toIntRows());
    assertArrayEquals(new int[] {4, 2}, forced.targetLengths().toInts());
    assertEquals(Tensor.of(new int[][] {{9, 4}, {5, 0}}), forced.sources());
  }

  @Test
  void refusesTargetsThatAreNoSequences() {
    Batch classes = new Batch(Tensor.of(new int[][] {{1}}), Tensor.of(7));
    assertEquals(
        "[teacher-forcing] the targets do not fit: expected (pairs, target steps + 1), got (1).",
        assertThrows(ShapeException.class, () -> TeacherForcing.of(classes, 0)).getMessage());
  }

  @Test
  void refusesDifferentNumbers() {
    List<int[]> two = targets.subList(0, 2);
    Padding padding = Padding.atEnd(0);
    assertEquals(
        "[sequence-dataset] inputs and targets differ in number: expected 3 targets, got 2.",
        assertThrows(
                IllegalArgumentException.class, () -> SequenceDataset.of(sources, two, padding))
            .getMessage());
  }

  @Property(tries = 200)
  void bucketsHaveEveryExampleOnce(
      @ForAll @IntRange(max = 100) int size,
      @ForAll @IntRange(min = 1, max = 7) int batchSize,
      @ForAll @IntRange(min = 1, max = 4) int pool,
      @ForAll long seed) {
    RandomSource random = RandomSource.of(seed);
    int[] lengths = IntStream.generate(() -> random.nextInt(9)).limit(size).toArray();
    List<int[]> batches = new Buckets(batchSize, pool).draw(lengths, random);
    int[] drawn = batches.stream().flatMapToInt(IntStream::of).sorted().toArray();
    assertArrayEquals(IntStream.range(0, size).toArray(), drawn);
    assertTrue(batches.stream().allMatch(batch -> batch.length <= batchSize));
  }

  @Test
  void batchesOfAPoolDoNotOverlapInLength() {
    int[] lengths = {5, 1, 4, 2, 3, 6};
    List<Batch> epoch =
        SequenceDataset.classified(
                Arrays.stream(lengths).mapToObj(int[]::new).toList(), lengths, Padding.atEnd(0))
            .bucketed(2)
            .epoch(RandomSource.of(3));
    List<List<Integer>> found =
        epoch.stream()
            .map(batch -> IntStream.of(batch.targets().toInts()).boxed().toList())
            .toList();
    assertEquals(3, found.size());
    assertTrue(found.containsAll(List.of(List.of(1, 2), List.of(3, 4), List.of(5, 6))));
  }

  @Test
  void drawsOtherBatchesInEveryEpoch() {
    int[] lengths = new int[100];
    Buckets buckets = Buckets.of(10);
    assertArrayEquals(
        buckets.draw(lengths, RandomSource.of(1)).get(0),
        buckets.draw(lengths, RandomSource.of(1)).get(0));
    RandomSource random = RandomSource.of(1);
    buckets.draw(lengths, random);
    assertFalse(
        Arrays.equals(
            buckets.draw(lengths, RandomSource.of(1)).get(0),
            buckets.draw(lengths, random).get(0)));
  }

  @Test
  void refusesLengthsOfOtherExamples() {
    Buckets buckets = Buckets.of(2);
    assertEquals(
        "[buckets] the number of lengths is out of range: expected one for each of 3 examples, got"
            + " 2.",
        assertThrows(IllegalArgumentException.class, () -> buckets.epochs(pairs, 1, 2))
            .getMessage());
    assertThrows(IllegalArgumentException.class, () -> new Buckets(0, 1));
    assertThrows(IllegalArgumentException.class, () -> new Buckets(1, 0));
  }
}
