package org.gradus.lecture.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apache.commons.math3.distribution.BinomialDistribution;
import org.gradus.core.random.RandomSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SamplingErrorTest {
  /** The standard deviation of a share of ½ among 2500 is 1 %. */
  @Test
  void isThatOfTheBinomialDistribution() {
    assertEquals(2.576, SamplingError.ofErrorRate(50, 2500), 1e-12);
    assertEquals(0, SamplingError.ofErrorRate(0, 2500));
  }

  @Test
  void ofADifferenceIsTwiceTheVariance() {
    assertEquals(
        SamplingError.ofErrorRate(30, 100) * Math.sqrt(2),
        SamplingError.ofDifference(30, 100),
        1e-12);
  }

  /** Quantiles of the normal distribution from the usual tables: 0.995 and 0.9995. */
  @Test
  void ofTheFarthestDividesTheProbability() {
    assertEquals(2.5758, SamplingError.ofFarthest(1), 5e-5);
    assertEquals(3.2905, SamplingError.ofFarthest(10), 5e-5);
  }

  /** Ninety-nine of a hundred error rates are within it: binomial, 4 standard deviations. */
  @Test
  void coversWhatItSays() {
    RandomSource random = RandomSource.of(5);
    int trials = 4000;
    int within = 0;
    for (int trial = 0; trial < trials; trial++) {
      int wrong = 0;
      for (int example = 0; example < 500; example++) {
        wrong += random.nextBoolean(0.4) ? 1 : 0;
      }
      within += Math.abs(wrong / 5.0 - 40) <= SamplingError.ofErrorRate(40, 500) ? 1 : 0;
    }
    double share = (double) within / trials;
    assertTrue(Math.abs(share - 0.99) < 4 * Math.sqrt(0.99 * 0.01 / trials), () -> "" + share);
  }

  /** The number of measurements below the true median is binomially distributed. */
  @ParameterizedTest
  @ValueSource(ints = {101, 1001, 10_001})
  void theTrueMedianIsRarelyAboveItsInterval(int measurements) {
    BinomialDistribution below = new BinomialDistribution(measurements, 0.5);
    int rank = SamplingError.rankAboveMedian(measurements);
    assertTrue(below.cumulativeProbability(rank) > 0.995);
    assertTrue(below.cumulativeProbability(rank - 3) < 0.995);
  }
}
