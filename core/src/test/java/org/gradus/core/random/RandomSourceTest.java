package org.gradus.core.random;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RandomSourceTest {

  static Stream<RandomSource> sources() {
    return Stream.of(
        RandomSource.of(42).stream("dropout"),
        NumpyRandom.of(42),
        NumpyRandom.of(new int[] {1, 2, 3}),
        PythonRandom.of(42));
  }

  @ParameterizedTest
  @MethodSource("sources")
  void aRestoredSourceContinues(RandomSource random) {
    for (int draws = 0; draws < 1300; draws++) {
      random.nextInt();
      if (draws % 100 == 0) {
        random.nextGaussian();
        RandomSource restored = RandomSource.restore(random.state());

        assertSame(random.getClass(), restored.getClass());
        assertEquals(random.state(), restored.state());
        assertArrayEquals(someDraws(RandomSource.restore(random.state())), someDraws(restored));
        assertEquals(random.stream("a").nextLong(), restored.stream("a").nextLong());
      }
    }
    RandomSource restored = RandomSource.restore(random.state());
    assertArrayEquals(someDraws(random), someDraws(restored));
  }

  private static double[] someDraws(RandomSource random) {
    double[] draws = new double[700];
    draws[0] = random.nextGaussian();
    draws[1] = random.nextFloat();
    draws[2] = random.nextInt(10);
    draws[3] = random.nextLong();
    random.fillUniform(draws, 4, 696);
    return draws;
  }

  @Test
  void theStateOfTheOwnGeneratorIsThreeNumbers() {
    PhiloxRandom random = RandomSource.of(-2);
    random.nextLong();

    assertEquals(
        "philox4x32-10:fffffffffffffffe:0000000000000000:0000000000000002", random.state());
    assertEquals(random.state(), random.toString());
  }

  @ParameterizedTest
  @MethodSource("sources")
  void fillsOfTheDefaultMethodsAreSingleDraws(RandomSource random) {
    RandomSource single = RandomSource.restore(random.state());
    float[] floats = new float[50];
    double[] doubles = new double[50];

    random.fillUniform(floats, 1, 49);
    for (int i = 1; i < 50; i++) {
      assertEquals(single.nextFloat(), floats[i]);
    }
    random.fillBernoulli(floats, 1, 49, 0.5, 2f);
    for (int i = 1; i < 50; i++) {
      assertEquals(single.nextBoolean(0.5) ? 2f : 0, floats[i]);
    }
    random.fillBernoulli(doubles, 1, 49, 0.5, 2);
    for (int i = 1; i < 50; i++) {
      assertEquals(single.nextBoolean(0.5) ? 2.0 : 0, doubles[i]);
    }
    random.fillGaussian(doubles, 1, 49);
    for (int i = 1; i < 50; i++) {
      assertEquals(single.nextGaussian(), doubles[i]);
    }
    int[] bits = {-1, -1, -1, -1};
    random.fillBernoulli(bits, 1, 49, 0.5);
    for (int i = 0; i < 49; i++) {
      assertEquals(single.nextBoolean(0.5) ? 1 : 0, (bits[1 + i / 32] >>> i) & 1);
    }
    assertEquals(0, bits[2] >>> 17);
    assertEquals(List.of(-1, -1), List.of(bits[0], bits[3]));
  }

  @ParameterizedTest
  @MethodSource("sources")
  void listsAndArraysAreShuffledAlike(RandomSource random) {
    RandomSource other = RandomSource.restore(random.state());
    List<Integer> list = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      list.add(i);
    }

    random.shuffle(list);

    assertEquals(Arrays.stream(other.permutation(100)).boxed().toList(), list);
  }

  @ParameterizedTest
  @MethodSource("sources")
  void argumentsOutOfRangeAreRefused(RandomSource random) {
    String before = random.state();

    assertMessage(
        "[nextInt] the bound must be positive: expected at least 1, got 0.",
        () -> random.nextInt(0));
    assertMessage(
        "[nextInt] the range of integers is empty or too wide: expected origin < bound < origin +"
            + " 2^31, got origin 3 and bound 3.",
        () -> random.nextInt(3, 3));
    assertMessage(
        "[nextInt] the range of integers is empty or too wide: expected origin < bound < origin +"
            + " 2^31, got origin -2147483648 and bound 0.",
        () -> random.nextInt(Integer.MIN_VALUE, 0));
    assertMessage(
        "[nextBoolean] the probability is out of range: expected a number in [0, 1], got NaN.",
        () -> random.nextBoolean(Double.NaN));
    assertMessage(
        "[fillBernoulli] the probability is out of range: expected a number in [0, 1], got 1.5.",
        () -> random.fillBernoulli(new float[1], 0, 1, 1.5, 1));
    assertMessage(
        "[permutation] the length must not be negative: expected at least 0, got -1.",
        () -> random.permutation(-1));

    assertEquals(before, random.state());
  }

  @ParameterizedTest
  @MethodSource("sources")
  void rangesOutsideTheArrayAreRefused(RandomSource random) {
    List<Executable> fills =
        List.of(
            () -> random.fillUniform(new float[10], 8, 3),
            () -> random.fillUniform(new double[10], 8, 3),
            () -> random.fillGaussian(new float[10], 8, 3),
            () -> random.fillGaussian(new double[10], 8, 3),
            () -> random.fillBernoulli(new float[10], 8, 3, 0.5, 1),
            () -> random.fillBernoulli(new double[10], 8, 3, 0.5, 1),
            () -> random.fillBernoulli(new int[10], 8, 65, 0.5));
    for (Executable fill : fills) {
      String message = assertThrows(IndexOutOfBoundsException.class, fill).getMessage();

      assertEquals(
          "the range is outside the array: expected 0 <= offset <= offset + length <= 10, got"
              + " offset 8 and length 3.",
          message.substring(message.indexOf(']') + 2));
    }
  }

  @ParameterizedTest
  @CsvSource({"-1, 1", "0, -1", "0, 11", "11, 0", "2147483647, 2147483647"})
  void everyRangeOutsideTheArrayIsRefused(int offset, int length) {
    assertThrows(
        IndexOutOfBoundsException.class,
        () -> RandomSource.of(0).fillUniform(new float[10], offset, length));
  }

  @Test
  void aStateOfAnUnknownAlgorithmIsRefused() {
    assertMalformed(
        "philox4x32-10, numpy-mt19937 or python-mt19937 before the first colon, got \"pcg64\"",
        "pcg64:1");
  }

  @Test
  void aStateWithFieldsMissingIsRefused() {
    assertMalformed("3 fields after the name, got 1", "philox4x32-10:00");
  }

  @Test
  void aStateWithAShortFieldIsRefused() {
    assertMalformed(
        "16 hexadecimal digits in field 2, got 3 characters",
        "philox4x32-10:0000000000000000:123:0000000000000000");
  }

  @Test
  void aStateWithForeignDigitsIsRefused() {
    assertMalformed(
        "hexadecimal digits in field 1, got \"0000x000\"",
        "philox4x32-10:000000000000x000:0000000000000000:0000000000000000");
  }

  @ParameterizedTest
  @ValueSource(strings = {"00000271", "ffffffff"})
  void aTwisterWithAnIndexOutOfRangeIsRefused(String index) {
    assertMalformed(
        "an index in 0..624 in field 4, got " + Integer.parseUnsignedInt(index, 16),
        twister("-", index, "00000001".repeat(624)));
  }

  @Test
  void aTwisterThatIsStuckAtZeroIsRefused() {
    assertMalformed(
        "a word that is not 0 in field 5, got zeros only",
        twister("-", "00000000", "7fffffff" + "00000000".repeat(623)));
  }

  @Test
  void aTwisterCutOffIsRefused() {
    assertMalformed(
        "4992 hexadecimal digits in field 5, got 4984 characters",
        twister("-", "00000000", "00000001".repeat(623)));
  }

  @Test
  void aPendingNormalThatIsNotFiniteIsRefused() {
    assertMalformed(
        "a finite number in field 3, got Infinity",
        twister("7ff0000000000000", "00000000", "00000001".repeat(624)));
  }

  private static String twister(String pending, String index, String words) {
    return String.join(":", "numpy-mt19937", "0".repeat(16), "0".repeat(16), pending, index, words);
  }

  private static void assertMalformed(String expectedGot, String state) {
    assertMessage(
        "[restore] the text is not the state of a random source: expected "
            + expectedGot
            + ". The text begins \""
            + state.substring(0, Math.min(40, state.length()))
            + "\".",
        () -> RandomSource.restore(state));
  }

  private static void assertMessage(String message, Executable call) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
  }
}
