package org.gradus.datasets.mnist1d;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MomentsTest {

  /**
   * NumPy 2.4.6: numpy.sum(1 / numpy.arange(1, n + 1.0)). The order of additions shows: from left
   * to right, n = 1000 gives 7.485470860550343.
   */
  @ParameterizedTest
  @CsvSource({"7, 2.5928571428571425", "107, 5.254710117967203", "1000, 7.485470860550345"})
  void addsInTheOrderOfNumpy(int n, double expected) {
    assertEquals(expected, Moments.sum(reciprocals(n)));
  }

  /** (1 / numpy.arange(1, 301.0)).std() */
  @Test
  void standardDeviationIsThatOfNumpy() {
    assertEquals(0.07094677343195521, Moments.standardDeviation(reciprocals(300)));
  }

  private static double[] reciprocals(int n) {
    double[] values = new double[n];
    Arrays.setAll(values, i -> 1.0 / (i + 1));
    return values;
  }
}
