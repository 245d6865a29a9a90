package org.gradus.core.random;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.IntStream;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class MersenneTwisterTest {

  /** The first numbers of Matsumoto and Nishimura's {@code mt19937ar.out}. */
  @Test
  void seededWithAnArray() {
    MersenneTwister twister = MersenneTwister.ofKey(new int[] {0x123, 0x234, 0x345, 0x456});

    assertArrayEquals(
        new long[] {1067595299, 955945823, 477289528, 4107218783L, 4228976476L},
        LongStream.generate(() -> twister.nextInt() & 0xFFFFFFFFL).limit(5).toArray());
  }

  /** ISO/IEC 14882:2011, 26.5.5: the 10000th number of a default-constructed std::mt19937. */
  @Test
  void tenThousandthNumberOfTheDefaultSeed() {
    MersenneTwister twister = MersenneTwister.ofSeed(5489);

    long last = IntStream.range(0, 10000).map(i -> twister.nextInt()).reduce(0, (a, b) -> b);

    assertEquals(4123659995L, last & 0xFFFFFFFFL);
  }

  @Property(tries = 100)
  void drawsWhatCommonsMathDraws(
      @ForAll @IntRange int seed, @ForAll @Size(min = 1, max = 700) int[] key) {
    assertSameDraws(
        new org.apache.commons.math3.random.MersenneTwister(seed), MersenneTwister.ofSeed(seed));
    assertSameDraws(
        new org.apache.commons.math3.random.MersenneTwister(key), MersenneTwister.ofKey(key));
  }

  private static void assertSameDraws(
      org.apache.commons.math3.random.MersenneTwister expected, MersenneTwister actual) {
    for (int i = 0; i < 1500; i++) {
      assertEquals(expected.nextInt(), actual.nextInt());
    }
  }
}
