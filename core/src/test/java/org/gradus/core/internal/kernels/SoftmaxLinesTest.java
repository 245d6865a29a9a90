package org.gradus.core.internal.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The softmax of lines against its formula in float64.
 *
 * <p>An exponential is within 2 · 2⁻²⁴ of its value and a sum of at most 512 terms in float32
 * within 512 · 2⁻²⁴, together within 3.1·10⁻⁵; the logarithm turns that into an absolute error.
 */
class SoftmaxLinesTest {
  private static final int[] LINES = {1, 2, 15, 16, 17, 33};
  private static final int[] LENGTHS = {1, 2, 10, 27, 63, 64, 65, 127, 128, 129, 300};
  private static final double TOLERANCE = 3.1e-5;

  private final Random random = new Random(3);

  @ParameterizedTest
  @MethodSource("org.gradus.core.internal.kernels.KernelSets#all")
  void everyLineIsItsSoftmax(Kernels kernels) {
    for (int lines : LINES) {
      for (int length : LENGTHS) {
        float[] x = numbers(lines * length + 3);
        float[] y = new float[lines * length + 6];
        float[] maxima = new float[lines + 2];
        float[] logSums = new float[lines + 2];
        kernels.softmaxLines().apply(x, 3, lines, length, y, 5, maxima, logSums, 1);
        for (int i = 0; i < lines; i++) {
          double max = Double.NEGATIVE_INFINITY;
          double sum = 0;
          for (int j = 0; j < length; j++) {
            max = Math.max(max, x[3 + i * length + j]);
          }
          for (int j = 0; j < length; j++) {
            sum += Math.exp(x[3 + i * length + j] - max);
          }
          assertEquals(max, maxima[1 + i]);
          assertEquals(Math.log(sum), logSums[1 + i], TOLERANCE);
          for (int j = 0; j < length; j++) {
            double expected = Math.exp(x[3 + i * length + j] - max) / sum;
            assertEquals(expected, y[5 + i * length + j], TOLERANCE * expected);
          }
        }
        assertEquals(0, y[4]);
        assertEquals(0, y[5 + lines * length]);
        assertEquals(0, maxima[0] + maxima[lines + 1] + logSums[0] + logSums[lines + 1]);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("org.gradus.core.internal.kernels.KernelSets#all")
  void aLineDoesNotDependOnThoseBesideIt(Kernels kernels) {
    int length = 10;
    float[] x = numbers(20 * length);
    float[] together = softmax(kernels, x, 0, 20, length);
    for (int i = 0; i < 20; i++) {
      float[] alone = softmax(kernels, x, i * length, 1, length);
      for (int j = 0; j < length; j++) {
        assertEquals(alone[j], together[i * length + j]);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("org.gradus.core.internal.kernels.KernelSets#all")
  void hugeScoresDoNotOverflowAndNanStaysInItsLine(Kernels kernels) {
    float[] x = {1e4f, -1e4f, 0, Float.NaN, 7, 7};
    float[] y = softmax(kernels, x, 0, 3, 2);
    assertArrayEquals(new float[] {1, 0, Float.NaN, Float.NaN, 0.5f, 0.5f}, y);
  }

  private static float[] softmax(Kernels kernels, float[] x, int offset, int lines, int length) {
    float[] y = new float[lines * length];
    float[] sums = new float[lines];
    kernels.softmaxLines().apply(x, offset, lines, length, y, 0, sums, sums, 0);
    return y;
  }

  private float[] numbers(int count) {
    float[] x = new float[count];
    for (int i = 0; i < count; i++) {
      x[i] = (float) (8 * random.nextGaussian());
    }
    return x;
  }
}
