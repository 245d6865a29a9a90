package org.gradus.lecture.initialization;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.gradus.core.random.RandomSource;
import org.gradus.lecture.initialization.RandomFunction.Kind;
import org.junit.jupiter.api.Test;

class RandomFunctionTest {
  /** By hand: (1 + 4 + 4), (1·2 + 2·(−2)) and 1·(−2), each through 9. */
  @Test
  void correlatesAsDefined() {
    assertArrayEquals(
        new double[] {1, -2 / 9.0, -2 / 9.0},
        RandomFunction.autocorrelation(new double[] {1, 2, -2}, 3),
        1e-15);
  }

  /**
   * Centred, one layer without the means is positively homogeneous: two slopes, one for each sign.
   */
  @Test
  void aCentredLayerHasTwoSlopes() {
    double[] slopes =
        new RandomFunction(Kind.CENTRED, 1)
            .derivative(new double[] {-2, -1, 1, 2}, RandomSource.of(3));
    assertEquals(slopes[0], slopes[1], 1e-12);
    assertEquals(slopes[2], slopes[3], 1e-12);
  }
}
