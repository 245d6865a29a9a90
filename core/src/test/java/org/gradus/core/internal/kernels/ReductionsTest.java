package org.gradus.core.internal.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Reductions against plain sums in float64.
 *
 * <p>A partial sum of at most 512 float32 terms, the most that any kernel set adds in float32, is
 * within 512 · 2⁻²⁴ &lt; 4·10⁻⁵ of the sum of magnitudes.
 */
class ReductionsTest {
  private static final int[] LENGTHS = {0, 1, 2, 5, 15, 16, 17, 64, 65, 70, 1000, 4096, 10_001};
  private static final double TOLERANCE = 4e-5;

  private final Random random = new Random(7);

  @ParameterizedTest
  @MethodSource("org.gradus.core.internal.kernels.KernelSets#all")
  void exponentialsBesideNothingAreZero(Kernels kernels) {
    float[] x = {5, -81.9f, -82, -82.1f, -200, Float.NEGATIVE_INFINITY, 5};
    float[] terms = new float[7];
    float sum = kernels.reductions().expAndSum(x, 0, 5, terms, 0, 7);
    assertEquals(2, sum);
    assertArrayEquals(new float[] {0, 0, 0}, Arrays.copyOfRange(terms, 3, 6));
    for (int i : new int[] {0, 1, 2, 6}) {
      float exact = (float) Math.exp(x[i] - 5);
      assertEquals(exact, terms[i], Math.ulp(exact));
    }
  }

  @ParameterizedTest
  @MethodSource("org.gradus.core.internal.kernels.KernelSets#all")
  void sumsAreThoseOfFloat64(Kernels kernels) {
    Reductions reductions = kernels.reductions();
    for (int length : LENGTHS) {
      float[] x = numbers(length + 5);
      float[] y = numbers(length + 5);
      double sum = 0;
      double squares = 0;
      double dot = 0;
      double exponentials = 0;
      for (int i = 0; i < length; i++) {
        sum += x[i + 3];
        squares += (x[i + 3] - 0.25) * (x[i + 3] - 0.25);
        dot += (double) x[i + 3] * y[i + 1];
        exponentials += Math.exp(x[i + 3] - 0.5);
      }
      double slack = TOLERANCE * (length + 1);
      assertEquals(sum, reductions.sum(x, 3, length), slack);
      assertEquals(squares, reductions.sumOfSquares(x, 3, length, 0.25f), slack);
      assertEquals(dot, reductions.dot(x, 3, y, 1, length), slack);
      float[] terms = new float[length + 2];
      assertEquals(exponentials, reductions.expAndSum(x, 3, 0.5f, terms, 1, length), slack);
      for (int i = 0; i < length; i++) {
        assertEquals(Math.exp(x[i + 3] - 0.5), terms[i + 1], 1e-6);
      }
      assertEquals(0, terms[length + 1]);
    }
  }

  @ParameterizedTest
  @MethodSource("org.gradus.core.internal.kernels.KernelSets#all")
  void sumsOfFloat64AreExactForIntegers(Kernels kernels) {
    Reductions reductions = kernels.reductions();
    for (int length : LENGTHS) {
      double[] x = new double[length + 1];
      for (int i = 0; i < x.length; i++) {
        x[i] = i;
      }
      double n = length;
      assertEquals(n * (n + 1) / 2, reductions.sum(x, 1, length));
      assertEquals(n * (n + 1) * (2 * n + 1) / 6, reductions.sumOfSquares(x, 1, length, 0));
      assertEquals(n * (n + 1) * (2 * n + 1) / 6, reductions.dot(x, 1, x, 1, length));
      assertEquals(length == 0 ? Double.NEGATIVE_INFINITY : n, reductions.max(x, 1, length));
      assertEquals(length == 0 ? Double.POSITIVE_INFINITY : 1, reductions.min(x, 1, length));
    }
  }

  @ParameterizedTest
  @MethodSource("org.gradus.core.internal.kernels.KernelSets#all")
  void sumDependsOnNumbersAndLengthAlone(Kernels kernels) {
    float[] x = numbers(5000);
    float[] shifted = new float[5011];
    System.arraycopy(x, 0, shifted, 11, 5000);
    Reductions reductions = kernels.reductions();
    float first = reductions.sum(x, 0, 5000);
    // Often enough for the loop to be compiled on the way.
    for (int i = 0; i < 2000; i++) {
      assertEquals(first, reductions.sum(shifted, 11, 5000));
    }
  }

  @ParameterizedTest
  @MethodSource("org.gradus.core.internal.kernels.KernelSets#all")
  void findsExtremesWhereverTheyAre(Kernels kernels) {
    Reductions reductions = kernels.reductions();
    for (int length = 1; length <= 70; length++) {
      for (int at = 0; at < length; at++) {
        float[] x = new float[length + 2];
        x[0] = 99;
        x[length + 1] = -99;
        x[at + 1] = 5;
        assertEquals(5, reductions.max(x, 1, length));
        x[at + 1] = -5;
        assertEquals(-5, reductions.min(x, 1, length));
        x[at + 1] = Float.NaN;
        assertEquals(Float.NaN, reductions.max(x, 1, length));
        assertEquals(Float.NaN, reductions.min(x, 1, length));
      }
    }
    assertEquals(Float.NEGATIVE_INFINITY, reductions.max(new float[0], 0, 0));
    assertEquals(Float.POSITIVE_INFINITY, reductions.min(new float[0], 0, 0));
  }

  @ParameterizedTest
  @MethodSource("org.gradus.core.internal.kernels.KernelSets#all")
  void addsRowsInTheirOrder(Kernels kernels) {
    for (int rows : new int[] {0, 1, 2, 5, 33}) {
      for (int columns : new int[] {1, 3, 10, 15, 16, 17, 40, 64, 100, 130}) {
        // The array ends with the last row: reading beyond would fail.
        float[] x = numbers(2 + rows * columns);
        float[] expected = new float[columns];
        double[] exact = new double[2 + rows * columns];
        for (int i = 0; i < rows; i++) {
          for (int j = 0; j < columns; j++) {
            expected[j] += x[2 + i * columns + j];
          }
        }
        float[] y = numbers(columns + 2);
        float before = y[0];
        float after = y[columns + 1];
        kernels.reductions().sumRows(x, 2, rows, columns, y, 1);
        for (int j = 0; j < columns; j++) {
          assertEquals(expected[j], y[j + 1], rows + " x " + columns + " at " + j);
        }
        assertEquals(before, y[0]);
        assertEquals(after, y[columns + 1]);
        for (int i = 2; i < exact.length; i++) {
          exact[i] = i;
        }
        double[] sums = new double[columns];
        kernels.reductions().sumRows(exact, 2, rows, columns, sums, 0);
        for (int j = 0; j < columns; j++) {
          assertEquals(rows * (2.0 + j) + columns * rows * (rows - 1) / 2.0, sums[j]);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("org.gradus.core.internal.kernels.KernelSets#all")
  void combinesTwoRuns(Kernels kernels) {
    for (int length : LENGTHS) {
      float[] x = new float[length + 3];
      float[] y = new float[length + 3];
      double[] u = new double[length + 3];
      double[] v = new double[length + 3];
      for (int i = 0; i < length; i++) {
        x[i + 1] = i;
        y[i + 2] = 2 * i;
        u[i + 1] = i;
        v[i + 2] = 2 * i;
      }
      kernels.reductions().axpby(3, x, 1, 0.5f, y, 2, length);
      kernels.reductions().axpby(3.0, u, 1, 0.5, v, 2, length);
      for (int i = 0; i < length; i++) {
        assertEquals(4f * i, y[i + 2]);
        assertEquals(4.0 * i, v[i + 2]);
      }
      assertEquals(0, y[1]);
      assertEquals(0, y[length + 2]);
    }
  }

  @ParameterizedTest
  @MethodSource("org.gradus.core.internal.kernels.KernelSets#all")
  void doesNotReadWhatIsScaledByZero(Kernels kernels) {
    float[] y = new float[20];
    float[] x = new float[20];
    Arrays.fill(y, Float.NaN);
    Arrays.fill(x, 2);
    kernels.reductions().axpby(3, x, 0, 0, y, 0, 20);
    float[] expected = new float[20];
    Arrays.fill(expected, 6);
    assertArrayEquals(expected, y);
  }

  private float[] numbers(int length) {
    float[] x = new float[length];
    for (int i = 0; i < length; i++) {
      x[i] = 2 * random.nextFloat() - 1;
    }
    return x;
  }
}
