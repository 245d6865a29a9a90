package org.gradus.datasets.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ResamplerTest {
  private static float[] scale(float[] input, double first, double length, int outputs) {
    float[] output = new float[outputs];
    new Resampler(first, length, input.length, outputs).scale(input, 0, 1, output, 0, 1);
    return output;
  }

  @Property
  void theSameSizeChangesNothing(@ForAll @IntRange(min = 1, max = 50) int size) {
    float[] input = new float[size];
    for (int i = 0; i < size; i++) {
      input[i] = i * i;
    }
    assertArrayEquals(input, scale(input, 0, size, size));
  }

  @Property
  void aConstantStaysOne(
      @ForAll @IntRange(min = 1, max = 100) int from,
      @ForAll @IntRange(min = 1, max = 100) int to) {
    float[] input = new float[from];
    Arrays.fill(input, 200);
    for (float value : scale(input, 0, from, to)) {
      assertEquals(200, value, 1e-3f);
    }
  }

  /** By the formula: for the first of two, at ½ and 1½ the weight is ¾, at 2½ it is ¼. */
  @Test
  void shrinkingAverages() {
    float[] halved = scale(new float[] {7, 14, 21, 28}, 0, 4, 2);

    assertArrayEquals(
        new float[] {(3 * 7 + 3 * 14 + 21) / 7f, (14 + 3 * 21 + 3 * 28) / 7f}, halved, 1e-5f);
  }

  /** Between the middles of the pixels the value lies on the line, and outside it is the last. */
  @Test
  void growingInterpolates() {
    assertArrayEquals(new float[] {0, 1, 3, 4}, scale(new float[] {0, 4}, 0, 2, 4), 1e-6f);
  }

  @Test
  void aPartIsCutOut() {
    assertArrayEquals(new float[] {20, 30}, scale(new float[] {10, 20, 30, 40}, 1, 2, 2), 1e-5f);
  }

  @Test
  void linesMayLieAcross() {
    float[] output = new float[4];
    new Resampler(0, 2, 2, 2).scale(new float[] {1, 2, 3, 4}, 1, 2, output, 0, 3);

    assertArrayEquals(new float[] {2, 0, 0, 4}, output);
  }
}
