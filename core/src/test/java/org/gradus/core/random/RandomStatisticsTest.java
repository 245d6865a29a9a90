package org.gradus.core.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.stat.inference.KolmogorovSmirnovTest;
import org.junit.jupiter.api.Test;

/**
 * Properties of the distributions, with fixed seeds. A correct generator passes each check with
 * probability 1 − 10⁻⁶ or more: sample means lie within five standard errors, χ² and
 * Kolmogorov–Smirnov statistics below their quantiles.
 */
class RandomStatisticsTest {
  private static final int N = 1_000_000;
  private static final double STANDARD_ERRORS = 5;
  private static final double SIGNIFICANCE = 1e-6;

  @Test
  void momentsOfUniformFloats() {
    float[] u = new float[N];
    RandomSource.of(1).fillUniform(u, 0, N);

    for (int k = 1; k <= 4; k++) {
      double sum = 0;
      for (float value : u) {
        sum += Math.pow(value, k);
      }
      double mean = 1.0 / (k + 1);
      double variance = 1.0 / (2 * k + 1) - mean * mean;
      assertEquals(mean, sum / N, STANDARD_ERRORS * Math.sqrt(variance / N));
    }
  }

  @Test
  void momentsOfNormalDoublesAndFloats() {
    double[] z = new double[N];
    RandomSource.of(2).fillGaussian(z, 0, N);
    assertNormalMoments(z);

    float[] f = new float[N];
    RandomSource.of(3).fillGaussian(f, 0, N);
    Arrays.setAll(z, i -> f[i]);
    assertNormalMoments(z);
  }

  /** E z^k = (k − 1)!! for even k and 0 for odd k. */
  private static void assertNormalMoments(double[] z) {
    double[] moments = {1, 0, 1, 0, 3, 0, 15, 0, 105};
    for (int k = 1; k <= 4; k++) {
      double sum = 0;
      for (double value : z) {
        sum += Math.pow(value, k);
      }
      double variance = moments[2 * k] - moments[k] * moments[k];
      assertEquals(moments[k], sum / N, STANDARD_ERRORS * Math.sqrt(variance / N));
    }
  }

  @Test
  void normalDrawsFollowTheDistributionFunction() {
    double[] z = new double[10_000];
    RandomSource.of(4).fillGaussian(z, 0, z.length);

    double p = new KolmogorovSmirnovTest().kolmogorovSmirnovTest(new NormalDistribution(), z);

    assertTrue(p > SIGNIFICANCE, () -> "p = " + p);
  }

  @Test
  void uniformFloatsFillEveryCellEqually() {
    float[] u = new float[N];
    RandomSource.of(5).fillUniform(u, 0, N);
    long[] counts = new long[256];
    for (float value : u) {
      counts[(int) (value * counts.length)]++;
    }

    assertEqualFrequencies(counts, N);
  }

  /** Three of four words in a row are in one block, the fourth in the next. */
  @Test
  void successiveDrawsAreIndependent() {
    float[] u = new float[N];
    RandomSource.of(6).fillUniform(u, 0, N);
    long[] counts = new long[16 * 16];
    for (int i = 0; i + 1 < N; i++) {
      counts[16 * (int) (16 * u[i]) + (int) (16 * u[i + 1])]++;
    }

    assertEqualFrequencies(counts, N - 1);
  }

  @Test
  void streamsOfSimilarNamesAndSeedsAreIndependent() {
    RandomSource[] sources = {
      RandomSource.of(0),
      RandomSource.of(1),
      RandomSource.of(0).stream("layer/0"),
      RandomSource.of(0).stream("layer/1"),
      RandomSource.of(1).stream("layer/0")
    };
    float[][] u = new float[sources.length][N];
    for (int i = 0; i < sources.length; i++) {
      sources[i].fillUniform(u[i], 0, N);
    }
    for (int i = 0; i < sources.length; i++) {
      for (int j = 0; j < i; j++) {
        long[] counts = new long[16 * 16];
        for (int k = 0; k < N; k++) {
          counts[16 * (int) (16 * u[i][k]) + (int) (16 * u[j][k])]++;
        }
        assertEqualFrequencies(counts, N);
      }
    }
  }

  @Test
  void boundedIntegersAreEquallyFrequent() {
    for (RandomSource random :
        new RandomSource[] {RandomSource.of(7), NumpyRandom.of(7), PythonRandom.of(7)}) {
      long[] counts = new long[37];
      for (int i = 0; i < N; i++) {
        counts[random.nextInt(counts.length)]++;
      }

      assertEqualFrequencies(counts, N);
    }
  }

  /** Words modulo this bound would be in its last third a quarter of the time. */
  @Test
  void largeBoundsAreUnbiased() {
    int bound = 3 << 29;
    RandomSource random = RandomSource.of(8);
    long[] counts = new long[3];
    for (int i = 0; i < N; i++) {
      counts[random.nextInt(bound) >>> 29]++;
    }

    assertEqualFrequencies(counts, N);
  }

  @Test
  void everyPermutationIsEquallyFrequent() {
    RandomSource random = RandomSource.of(9);
    Map<String, Long> counts = new HashMap<>();
    int draws = 240_000;
    for (int i = 0; i < draws; i++) {
      counts.merge(Arrays.toString(random.permutation(4)), 1L, Long::sum);
    }

    assertEquals(24, counts.size());
    assertEqualFrequencies(counts.values().stream().mapToLong(Long::longValue).toArray(), draws);
  }

  @Test
  void bernoulliDrawsHaveTheirProbability() {
    for (double p : new double[] {0.001, 0.2, 0.5, 0.9}) {
      for (RandomSource random : new RandomSource[] {RandomSource.of(10), NumpyRandom.of(10)}) {
        float[] values = new float[N];
        random.fillBernoulli(values, 0, N, p, 1);
        double sum = 0;
        for (float value : values) {
          sum += value;
        }

        assertEquals(p, sum / N, STANDARD_ERRORS * Math.sqrt(p * (1 - p) / N));
      }
    }
  }

  private static void assertEqualFrequencies(long[] counts, long total) {
    double expected = (double) total / counts.length;
    double statistic = 0;
    for (long count : counts) {
      statistic += (count - expected) * (count - expected) / expected;
    }
    double limit =
        new ChiSquaredDistribution(counts.length - 1)
            .inverseCumulativeProbability(1 - SIGNIFICANCE);
    assertTrue(statistic < limit, "χ² = " + statistic + " is not below " + limit);
  }
}
