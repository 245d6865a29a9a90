package org.gradus.core.random;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PhiloxRandomTest {
  /** Larger than two batches, and not a multiple of anything. */
  private static final int LENGTH = 2501;

  /**
   * Blocks 0, 1, 2 of key 42, by the formula of the paper in Python's integers, with the words
   * {@code c} of {@code philox((42, 0), (n, 0, 0, 0))}.
   */
  @Test
  void theWordsAreThoseOfTheBlocksInOrder() {
    PhiloxRandom random = PhiloxRandom.of(42);

    assertArrayEquals(
        new int[] {
          0x9ceaf053,
          0x77f5493b,
          0x12bf50ad,
          0x5742b3d7,
          0xfcdb2127,
          0x53ba6cfd,
          0x838f5a6e,
          0x744e06fb,
          0xd36c0225,
          0xa8875dcb,
          0x9a4d6d99,
          0xc609a559
        },
        IntStream.generate(random::nextInt).limit(12).toArray());
    assertEquals(12, random.position());
  }

  /** As above, with the identity that Python derives for the path. */
  @Test
  void theWordsOfAStream() {
    PhiloxRandom random = PhiloxRandom.of(42).stream("dropout");

    assertArrayEquals(
        new int[] {
          0x79e63d78,
          0x56996b3b,
          0x7396a97d,
          0x59dd9145,
          0x7607bbf5,
          0xb1649f41,
          0xb490f565,
          0x5531b81c,
          0xaecfd152,
          0x23a6a6b4,
          0xda227328,
          0x84e0ce59
        },
        IntStream.generate(random::nextInt).limit(12).toArray());
  }

  /** From the words of key 42 above: the values that the table of the class says. */
  @Test
  void drawsAreTheirFormulas() {
    PhiloxRandom start = PhiloxRandom.of(42);

    assertEquals(0x77f5493b9ceaf053L, start.at(0).nextLong());
    assertEquals(0x9ceaf0 * 0x1p-24f, start.at(0).nextFloat());
    assertEquals((0x77f5493b9ceaf053L >>> 11) * 0x1p-53, start.at(0).nextDouble());
    assertEquals((0x9ceaf053L * 1000) >>> 32, start.at(0).nextInt(1000));
    assertTrue(start.at(0).nextBoolean(0x9ceaf054L * 0x1p-32));
    assertFalse(start.at(0).nextBoolean(0x9ceaf053L * 0x1p-32));
  }

  /** For the bound 3 · 2²⁹, products with a lower half below 2³² mod 3 · 2²⁹ = 2³⁰ are rejected. */
  @Test
  void boundedIntegersRejectWhatWouldBeBiased() {
    int bound = 3 << 29;
    PhiloxRandom random = PhiloxRandom.of(42);
    int expectedWords = 0;
    long rejected = (1L << 32) % bound;
    for (int i = 0; i < 100; i++) {
      long product;
      do {
        product = (PhiloxRandom.of(42).at(expectedWords++).nextInt() & 0xFFFFFFFFL) * bound;
      } while ((product & 0xFFFFFFFFL) < rejected);

      assertEquals(product >>> 32, random.nextInt(bound));
      assertEquals(expectedWords, random.position());
    }
    assertTrue(expectedWords > 110, "a quarter of the words is expected to be rejected");
  }

  @Property(tries = 50)
  void fillsAreSingleDraws(@ForAll long seed, @ForAll @IntRange(max = 9) int before) {
    PhiloxRandom single = PhiloxRandom.of(seed).at(before);
    PhiloxRandom many = PhiloxRandom.of(seed).at(before);
    float[] floats = new float[LENGTH];
    double[] doubles = new double[LENGTH];

    many.fillUniform(floats, 0, LENGTH);
    for (float value : floats) {
      assertEquals(single.nextFloat(), value);
    }
    many.fillUniform(doubles, 0, LENGTH);
    for (double value : doubles) {
      assertEquals(single.nextDouble(), value);
    }
    many.fillGaussian(doubles, 0, LENGTH);
    for (double value : doubles) {
      assertEquals(single.nextGaussian(), value);
    }
    many.fillBernoulli(floats, 0, LENGTH, 0.8, 1.25f);
    for (float value : floats) {
      assertEquals(single.nextBoolean(0.8) ? 1.25f : 0, value);
    }
    many.fillBernoulli(doubles, 0, LENGTH, 0.3, -2);
    for (double value : doubles) {
      assertEquals(single.nextBoolean(0.3) ? -2.0 : 0, value);
    }
    int[] bits = new int[LENGTH / 32 + 1];
    many.fillBernoulli(bits, 0, LENGTH, 0.3);
    for (int i = 0; i < LENGTH; i++) {
      assertEquals(single.nextBoolean(0.3) ? 1 : 0, (bits[i / 32] >>> i) & 1);
    }
    assertEquals(single.position(), many.position());
  }

  @Property(tries = 50)
  void normalFloatsAreTheQuantilesOfWords(@ForAll long seed) {
    PhiloxRandom words = PhiloxRandom.of(seed);
    float[] values = new float[LENGTH];

    PhiloxRandom.of(seed).fillGaussian(values, 0, LENGTH);

    for (float value : values) {
      assertEquals((float) NormalQuantile.apply((words.nextInt() + 0.5) / 0x1p32), value);
    }
  }

  @Property(tries = 50)
  void aFillMayBeCutAnywhereAndDoneInAnyOrder(
      @ForAll long seed, @ForAll @IntRange(max = LENGTH) int cut) {
    float[] whole = new float[LENGTH];
    PhiloxRandom.of(seed).fillGaussian(whole, 0, LENGTH);
    float[] pieces = new float[LENGTH];
    PhiloxRandom random = PhiloxRandom.of(seed);

    random.at(cut).fillGaussian(pieces, cut, LENGTH - cut);
    random.fillGaussian(pieces, 0, cut);
    random.skip(LENGTH - cut);

    assertArrayEquals(whole, pieces);
    assertEquals(LENGTH, random.position());
  }

  @Test
  void fillsLeaveTheRestOfTheArrayAlone() {
    float[] values = new float[10];
    Arrays.fill(values, -1);

    PhiloxRandom.of(1).fillUniform(values, 3, 4);

    for (int i = 0; i < values.length; i++) {
      assertEquals(i >= 3 && i < 7, values[i] >= 0);
    }
  }

  @Test
  void certainAndImpossibleEvents() {
    float[] values = new float[LENGTH];

    PhiloxRandom.of(1).fillBernoulli(values, 0, LENGTH, 1, 3);
    for (float value : values) {
      assertEquals(3, value);
    }
    PhiloxRandom.of(1).fillBernoulli(values, 0, LENGTH, 0, 3);
    for (float value : values) {
      assertEquals(0, value);
    }
  }

  @Test
  void positionsWrapAround() {
    PhiloxRandom random = PhiloxRandom.of(5).at(-2);
    random.nextLong();

    assertEquals(0, random.position());
    assertEquals(PhiloxRandom.of(5).nextInt(), random.nextInt());
  }

  @Test
  void aStreamDependsOnNothingThatWasDrawn() {
    PhiloxRandom random = PhiloxRandom.of(7);
    long expected = random.stream("a").nextLong();
    long next = random.at(0).nextLong();

    random.stream("b").nextLong();
    assertEquals(next, random.nextLong());

    assertEquals(expected, random.stream("a").nextLong());
  }
}
