package org.gradus.core.internal.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/**
 * The product with scattered rows against loops over its definition, in float64 for both types: the
 * numbers are small multiples of 1/64, so that all are exact.
 */
class IndirectProductTest {
  private static final int GAP = 5;

  @Property(tries = 300)
  void equalsItsDefinition(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 40) int m,
      @ForAll @IntRange(min = 1, max = 120) int n,
      @ForAll @IntRange(min = 1, max = 30) int k,
      @ForAll boolean accumulate) {
    check(new Random(seed), m, n, k, accumulate);
  }

  @Property(tries = 3)
  void sumsOfMoreTermsThanABlock(@ForAll long seed) {
    check(new Random(seed), 5, 50, 2100, false);
    check(new Random(seed), 40, 50, 1100, true);
  }

  private static void check(Random random, int m, int n, int k, boolean accumulate) {
    int lda = k + random.nextInt(3);
    int ldc = n + random.nextInt(3);
    float[] a = numbers(random, m * lda + GAP);
    float[] b = numbers(random, n + 2 * k + GAP);
    float[] before = numbers(random, m * ldc + GAP);
    int[] rows = random.ints(k + 1, 0, 2 * k + 1).toArray();
    double[] expected = new double[before.length];
    for (int i = 0; i < before.length; i++) {
      expected[i] = before[i];
    }
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        double sum = accumulate ? before[GAP + i * ldc + j] : 0;
        for (int p = 0; p < k; p++) {
          sum += (double) a[GAP + i * lda + p] * b[GAP + rows[1 + p] + j];
        }
        expected[GAP + i * ldc + j] = sum;
      }
    }
    for (Kernels kernels : KernelSets.all().toList()) {
      float[] c = before.clone();
      IndirectProduct product = kernels.indirectProduct();
      product.multiply(m, n, k, a, GAP, lda, b, GAP, rows, 1, accumulate, c, GAP, ldc);
      double[] wide = doubles(before);
      product.multiply(
          m, n, k, doubles(a), GAP, lda, doubles(b), GAP, rows, 1, accumulate, wide, GAP, ldc);
      for (int i = 0; i < c.length; i++) {
        assertEquals(expected[i], c[i], kernels.name() + " float32 at " + i);
        assertEquals(expected[i], wide[i], kernels.name() + " float64 at " + i);
      }
    }
  }

  private static float[] numbers(Random random, int length) {
    float[] numbers = new float[length];
    for (int i = 0; i < length; i++) {
      numbers[i] = (random.nextInt(129) - 64) / 64f;
    }
    return numbers;
  }

  private static double[] doubles(float[] numbers) {
    double[] wide = new double[numbers.length];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = numbers[i];
    }
    return wide;
  }
}
