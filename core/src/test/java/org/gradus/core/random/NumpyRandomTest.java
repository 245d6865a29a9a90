package org.gradus.core.random;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The expected draws are NumPy 2.4.6's, with {@code R = numpy.random.RandomState}. */
class NumpyRandomTest {
  private final NumpyRandom random = NumpyRandom.of(42);

  /** R(42).random_sample(3) */
  @Test
  void uniform() {
    double[] values = new double[3];

    random.fillUniform(values, 0, 3);

    assertArrayEquals(
        new double[] {0.3745401188473625, 0.9507143064099162, 0.7319939418114051}, values);
  }

  /** R(42).rand(3).astype(numpy.float32) */
  @Test
  void uniformInFloat32() {
    float[] values = new float[3];

    random.fillUniform(values, 0, 3);

    assertArrayEquals(new float[] {0.37454012f, 0.9507143f, 0.7319939f}, values);
  }

  /** R(42).randn(5) */
  @Test
  void normal() {
    double[] values = new double[5];

    random.fillGaussian(values, 0, 5);

    assertArrayEquals(
        new double[] {
          0.4967141530112327,
          -0.13826430117118466,
          0.6476885381006925,
          1.5230298564080254,
          -0.23415337472333597
        },
        values,
        2e-16);
  }

  /** r = R(42); r.randn(), r.random_sample(), r.randn(), r.randn() */
  @Test
  void theSecondOfANormalPairWaits() {
    assertEquals(0.4967141530112327, random.nextGaussian(), 1e-16);
    assertEquals(0.7319939418114051, random.nextDouble());
    assertEquals(-0.13826430117118466, random.nextGaussian(), 1e-16);
    assertEquals(-1.1118801180469204, random.nextGaussian(), 3e-16);
  }

  /** R(42).choice(48, 20) */
  @Test
  void choice() {
    assertArrayEquals(
        new int[] {38, 28, 14, 42, 7, 20, 38, 18, 22, 10, 10, 23, 35, 39, 23, 2, 21, 1, 23, 43},
        random.choice(48, 20));
  }

  /** R(7).choice(20, 6, replace=False) */
  @Test
  void choiceWithoutReplacement() {
    assertArrayEquals(
        new int[] {1, 17, 2, 5, 11, 0}, NumpyRandom.of(7).choiceWithoutReplacement(20, 6));
  }

  /** R(42).randint(1, 7, size=12) */
  @Test
  void integersOfARange() {
    assertArrayEquals(
        new int[] {4, 5, 3, 5, 5, 2, 3, 3, 3, 5, 4, 3},
        IntStream.generate(() -> random.nextInt(1, 7)).limit(12).toArray());
  }

  /** R(42).randint(0, 2**31 - 1, size=3) */
  @Test
  void integersBelowTheLargestBound() {
    assertArrayEquals(
        new int[] {1608637542, 1273642419, 1935803228},
        IntStream.generate(() -> random.nextInt(Integer.MAX_VALUE)).limit(3).toArray());
  }

  /** r = R(42); r.randint(1), r.random_sample() */
  @Test
  void aBoundOfOneDrawsNothing() {
    assertEquals(0, random.nextInt(1));
    assertEquals(0.3745401188473625, random.nextDouble());
  }

  /** R(42).randint(0, 2**64, dtype=numpy.uint64) */
  @Test
  void sixtyFourBits() {
    assertEquals(6909045637428952499L, random.nextLong());
  }

  /** R(42).permutation(10) */
  @Test
  void permutation() {
    assertArrayEquals(new int[] {8, 1, 5, 0, 7, 2, 9, 4, 3, 6}, random.permutation(10));
  }

  /** x = list('abcdefg'); R(3).shuffle(x) */
  @Test
  void shuffle() {
    List<String> letters = Arrays.asList("a", "b", "c", "d", "e", "f", "g");

    NumpyRandom.of(3).shuffle(letters);

    assertEquals(List.of("e", "g", "f", "d", "b", "a", "c"), letters);
  }

  /** R([1, 2, 3]).randint(0, 2**32, size=3, dtype=numpy.uint32) */
  @Test
  void seededWithAnArray() {
    NumpyRandom seeded = NumpyRandom.of(new int[] {1, 2, 3});

    assertArrayEquals(
        new int[] {(int) 2619334238L, 1552691353, (int) 3808334787L},
        IntStream.generate(seeded::nextInt).limit(3).toArray());
  }

  /** R(2**32 - 1).random_sample() */
  @Test
  void largestSeed() {
    assertEquals(0.0976320289940138, NumpyRandom.of((1L << 32) - 1).nextDouble());
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 1L << 32})
  void seedsOutOfRangeAreRefused(long seed) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> NumpyRandom.of(seed));

    assertEquals(
        "[NumpyRandom] the seed is out of range: expected 0 <= seed < 2^32, got " + seed + ".",
        e.getMessage());
  }

  @Test
  void anEmptySeedIsRefused() {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> NumpyRandom.of(new int[0]));

    assertEquals(
        "[NumpyRandom] the seed is empty: expected at least one word, got 0.", e.getMessage());
  }

  @Test
  void aSampleLargerThanThePopulationIsRefused() {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> random.choiceWithoutReplacement(3, 4));

    assertEquals(
        "[choiceWithoutReplacement] the sample does not fit the population: expected a size in"
            + " 0..3, got 4.",
        e.getMessage());
  }
}
