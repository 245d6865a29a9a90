package org.gradus.datasets.dataset;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Parts, samples and joins of data sets whose inputs are the numbers of their examples. */
class DatasetPartsTest {
  private static Dataset ofClasses(int... classes) {
    int[] numbers = IntStream.range(0, classes.length).toArray();
    return Dataset.of(Tensor.of(numbers), Tensor.of(classes));
  }

  private static Dataset ofSize(int size) {
    return ofClasses(new int[size]);
  }

  private static int[] numbers(Dataset dataset) {
    return dataset.all().inputs().toInts();
  }

  @Test
  void splitsAtRoundedSums() {
    List<Dataset> parts = ofSize(11).splitFractions(0.5, 0.25, 0.25);
    assertEquals(List.of(6, 2, 3), parts.stream().map(Dataset::size).toList());
    assertArrayEquals(new int[] {6, 7}, numbers(parts.get(1)));
  }

  /** 0.7 + 0.1 + 0.1 is a little less than 0.9 in floating point. */
  @Test
  void doesNotLoseAnExampleToRounding() {
    List<Dataset> parts = ofSize(10).splitFractions(0.7, 0.1, 0.1, 0.1);
    assertEquals(List.of(7, 1, 1, 1), parts.stream().map(Dataset::size).toList());
  }

  @Property
  void partsAreAPartition(
      @ForAll @IntRange(max = 200) int size,
      @ForAll @IntRange(max = 10) int first,
      @ForAll @IntRange(max = 10) int second) {
    double total = first + second + 1;
    List<Dataset> parts = ofSize(size).splitFractions(first / total, second / total, 1 / total);
    int[] joined = parts.stream().flatMapToInt(part -> IntStream.of(numbers(part))).toArray();
    assertArrayEquals(IntStream.range(0, size).toArray(), joined);
    assertEquals(size * first / total, parts.get(0).size(), 0.5 + 1e-9);
    assertEquals(size / total, parts.get(2).size(), 1);
  }

  @Test
  void keepsTheClassesAsFrequentInEveryPart() {
    List<Dataset> parts = ofClasses(3, 1, 1, 3, 1, 1, 3, 3, 1, 1).splitStratified(0.5, 0.5);
    assertArrayEquals(new int[] {0, 1, 2, 3, 4}, numbers(parts.get(0)));
    assertArrayEquals(new int[] {3, 1, 1, 3, 1}, parts.get(0).targets().toInts());
    assertArrayEquals(new int[] {5, 6, 7, 8, 9}, numbers(parts.get(1)));
  }

  @Property
  void stratifiedPartsAreAPartition(
      @ForAll @Size(max = 60) List<@IntRange(max = 3) Integer> classes,
      @ForAll @IntRange(max = 10) int tenths) {
    int[] targets = classes.stream().mapToInt(c -> c).toArray();
    double share = tenths / 10.0;
    List<Dataset> parts = ofClasses(targets).splitStratified(share, 1 - share);
    int[] joined = parts.stream().flatMapToInt(part -> IntStream.of(numbers(part))).toArray();
    Arrays.sort(joined);
    assertArrayEquals(IntStream.range(0, targets.length).toArray(), joined);
    for (int c = 0; c <= 3; c++) {
      assertEquals(share * count(targets, c), count(parts.get(0).targets().toInts(), c), 0.5);
    }
  }

  private static int count(int[] classes, int wanted) {
    return (int) IntStream.of(classes).filter(c -> c == wanted).count();
  }

  @Test
  void drawsWithReplacement() {
    Dataset sample = ofSize(10_000).bootstrapped(RandomSource.of(5));
    RandomSource same = RandomSource.of(5);
    int[] drawn = IntStream.generate(() -> same.nextInt(10_000)).limit(10_000).toArray();
    assertArrayEquals(drawn, numbers(sample));
    // The number of different examples has the mean 10,000 (1 - 1/e) and a deviation of 31.
    assertEquals(6321, (int) IntStream.of(drawn).distinct().count(), 5 * 31.0);
    assertEquals(0, ofSize(0).bootstrapped(RandomSource.of(5)).size());
  }

  @Property
  void balancesTheClasses(
      @ForAll @Size(min = 1, max = 60) List<@IntRange(max = 3) Integer> classes,
      @ForAll long seed) {
    int[] targets = classes.stream().mapToInt(c -> c).toArray();
    Dataset balanced = ofClasses(targets).balanced(RandomSource.of(seed));
    int largest = IntStream.range(0, 4).map(c -> count(targets, c)).max().getAsInt();
    int[] chosen = numbers(balanced);
    for (int i = 0; i < targets.length; i++) {
      int members = count(targets, targets[i]);
      int times = count(chosen, i);
      assertTrue(times == largest / members || times == -Math.floorDiv(-largest, members));
    }
    assertEquals(largest * IntStream.of(targets).distinct().count(), balanced.size());
  }

  @Test
  void readsAcrossWhatIsJoined() {
    Dataset joined =
        Dataset.concatenate(
            ofClasses(1, 2, 3).select(2, 1, 0), ofSize(0), ofClasses(4, 5), ofSize(0));
    assertEquals(5, joined.size());
    assertArrayEquals(new int[] {3, 2, 1, 4, 5}, joined.targets().toInts());
    assertArrayEquals(new int[] {2, 1, 0, 0, 1}, numbers(joined));
    assertArrayEquals(new int[] {5, 3, 4, 1, 5}, joined.get(4, 0, 3, 2, 4).targets().toInts());
    assertArrayEquals(new int[] {5, 4}, joined.get(4, 3).targets().toInts());
    assertEquals(0, joined.get().size());
    assertThrows(IndexOutOfBoundsException.class, () -> joined.get(5));
  }

  @Test
  void refusesToJoinNothing() {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, Dataset::concatenate);
    assertEquals(
        "[dataset] there is nothing to concatenate: expected at least one data set, got none.",
        refused.getMessage());
  }

  @Test
  void refusesFractionsThatAreNotTheWhole() {
    Dataset data = ofSize(10);
    IllegalArgumentException tooFew =
        assertThrows(IllegalArgumentException.class, () -> data.splitFractions(0.5, 0.25));
    assertEquals(
        "[dataset] the parts do not make up the whole: expected fractions of at least 0 with the"
            + " sum 1, got [0.5, 0.25].",
        tooFew.getMessage());
    assertThrows(IllegalArgumentException.class, () -> data.splitFractions(1.5, -0.5));
    assertThrows(IllegalArgumentException.class, () -> data.splitStratified(Double.NaN, 1));
  }

  @Test
  void refusesClassesThatAreNumbers() {
    Dataset regression = Dataset.of(Tensor.zeros(2, 3), Tensor.zeros(2));
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> regression.balanced(RandomSource.of(1)));
    assertEquals(
        "[dataset] the targets are no classes: expected INT32 (examples), got FLOAT32 (2).",
        refused.getMessage());
  }
}
