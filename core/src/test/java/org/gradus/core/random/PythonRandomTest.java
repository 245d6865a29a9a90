package org.gradus.core.random;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The expected draws are CPython 3.11's, with {@code r = random.Random(42)}. */
class PythonRandomTest {
  private final PythonRandom random = PythonRandom.of(42);

  /** [r.random() for _ in range(3)] */
  @Test
  void uniform() {
    assertArrayEquals(
        new double[] {0.6394267984578837, 0.025010755222666936, 0.27502931836911926},
        DoubleStream.generate(random::nextDouble).limit(3).toArray());
  }

  /** random.Random(seed).random() */
  @ParameterizedTest
  @CsvSource({
    "0, 0.8444218515250481",
    "1, 0.13436424411240122",
    "-42, 0.6394267984578837",
    "4294967296, 0.11299430095636409",
    "1099511627781, 0.5043802970418443",
    "-9223372036854775808, 0.5534639983914199"
  })
  void everySeed(long seed, double expected) {
    assertEquals(expected, PythonRandom.of(seed).nextDouble());
  }

  /** [r.getrandbits(k) for k in (1, 8, 32, 33, 53, 64)] */
  @Test
  void bits() {
    assertEquals(0, random.nextBits(0));
    assertEquals(1, random.nextBits(1));
    assertEquals(28, random.nextBits(8));
    assertEquals(107420369, random.nextBits(32));
    assertEquals(3184935163L, random.nextBits(33));
    assertEquals(2010501012863888L, random.nextBits(53));
    assertEquals(Long.parseUnsignedLong("13585496030504862185"), random.nextBits(64));
  }

  /** r.getrandbits(64) */
  @Test
  void sixtyFourBits() {
    assertEquals(2053695854357871005L, random.nextLong());
  }

  /** [r.randint(1, 6) for _ in range(12)], r.choice('abcdefg') */
  @Test
  void integersOfARangeAndChoice() {
    assertArrayEquals(
        new int[] {6, 1, 1, 6, 3, 2, 2, 2, 6, 1, 6, 6},
        IntStream.generate(() -> random.nextInt(1, 7)).limit(12).toArray());
    assertEquals("e", random.choice(List.of("a", "b", "c", "d", "e", "f", "g")));
  }

  /** [r.randrange(1) for _ in range(3)], r.random() */
  @Test
  void aBoundOfOneDraws() {
    assertEquals(0, random.nextInt(1) + random.nextInt(1) + random.nextInt(1));
    assertEquals(0.24489185380347622, random.nextDouble());
  }

  /** x = list(range(10)); r.shuffle(x) */
  @Test
  void shuffle() {
    assertArrayEquals(new int[] {7, 3, 2, 8, 5, 6, 9, 4, 0, 1}, random.permutation(10));
  }

  /** random.Random(seed).sample(range(population), k) */
  @Test
  void sample() {
    assertArrayEquals(new int[] {1, 0, 4, 9}, PythonRandom.of(42).sample(10, 4));
    assertArrayEquals(
        new int[] {654, 114, 25, 759, 281, 250, 228, 142}, PythonRandom.of(42).sample(1000, 8));
    assertArrayEquals(
        new int[] {81, 14, 3, 94, 35, 31, 28, 17, 13, 86}, PythonRandom.of(42).sample(100, 10));
    assertArrayEquals(new int[] {4, 18, 27, 25, 24, 2}, PythonRandom.of(1).sample(30, 6));
    assertArrayEquals(new int[] {4, 18, 2, 8, 3}, PythonRandom.of(1).sample(21, 5));
    assertArrayEquals(new int[] {4, 18, 2, 8, 3}, PythonRandom.of(1).sample(22, 5));
  }

  /** [r.gauss(0, 1) for _ in range(4)] */
  @Test
  void normal() {
    assertArrayEquals(
        new double[] {
          -0.14409032957792836, -0.1729036003315193, -0.11131586156766246, 0.7019837250988631
        },
        DoubleStream.generate(random::nextGaussian).limit(4).toArray(),
        2e-16);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 65})
  void numbersOfBitsOutOfRangeAreRefused(int count) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> random.nextBits(count));

    assertEquals(
        "[nextBits] the number of bits is out of range: expected 0..64, got " + count + ".",
        e.getMessage());
  }

  @Test
  void choosingFromNothingIsRefused() {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> random.choice(List.of()));

    assertEquals(
        "[choice] the bound must be positive: expected at least 1, got 0.", e.getMessage());
  }
}
