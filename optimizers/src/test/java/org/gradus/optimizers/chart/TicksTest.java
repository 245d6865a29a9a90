package org.gradus.optimizers.chart;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class TicksTest {
  @Test
  void areRoundAndNotTooMany() {
    assertArrayEquals(new double[] {-1, -0.5, 0, 0.5, 1}, Ticks.within(-1, 1, 5), 1e-12);
    assertArrayEquals(new double[] {0, 20, 40, 60, 80}, Ticks.within(-3, 97, 6), 1e-12);
    assertArrayEquals(new double[] {2.1, 2.2, 2.3}, Ticks.within(2.04, 2.37, 4), 1e-12);
    assertArrayEquals(new double[] {7}, Ticks.within(7, 7, 4));
  }

  @Test
  void areWrittenWithoutTheErrorsOfBinaryFractions() {
    assertEquals("0.3", Ticks.text(3 * 0.1));
    assertEquals("0", Ticks.text(0));
    assertEquals("-2000", Ticks.text(-2000));
  }
}
