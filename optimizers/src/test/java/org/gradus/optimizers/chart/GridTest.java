package org.gradus.optimizers.chart;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class GridTest {
  private static final double[] TWO = {0, 1};
  private static final double[] THREE = {0, 1, 2};

  @Test
  void knowsItsRangeAndIsCut() {
    Grid grid = new Grid(THREE, TWO, new double[][] {{1, 5, 2}, {-3, 4, 0}});
    assertEquals(-3, grid.lowest());
    assertEquals(5, grid.highest());
    assertArrayEquals(new double[][] {{1, 3, 2}, {-3, 3, 0}}, grid.cutAt(3).heights());
  }

  @Test
  void refusesWhatDoesNotFit() {
    assertRefused(
        "[grid] the heights do not fit: expected 2 rows of 3 finite numbers, got [[1.0, 2.0], [1.0,"
            + " 2.0]].",
        () -> new Grid(THREE, TWO, new double[][] {{1, 2}, {1, 2}}));
    assertRefused(
        "[grid] the heights do not fit: expected 2 rows of 2 finite numbers, got [[1.0, NaN],"
            + " [1.0, 2.0]].",
        () -> new Grid(TWO, TWO, new double[][] {{1, Double.NaN}, {1, 2}}));
    assertRefused(
        "[grid] the places do not fit: expected at least 2 finite numbers that increase, got [1.0,"
            + " 1.0].",
        () -> new Grid(TWO, new double[] {1, 1}, new double[2][2]));
  }

  private static void assertRefused(String message, Runnable action) {
    IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, action::run);
    assertEquals(message, refused.getMessage());
  }
}
