package org.gradus.datasets.mnist1d;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class InterpolationTest {

  @Test
  void equallySpacedNumbersEndExactly() {
    assertArrayEquals(new double[] {-0.5, 0, 0.5}, Interpolation.linspace(-0.5, 0.5, 3));
    assertEquals(1, Interpolation.linspace(0, 1, 50)[49]);
  }

  @Test
  void valuesBetweenKnotsLieOnTheLine() {
    assertArrayEquals(
        new double[] {1, 2, 3, 2, 1}, Interpolation.resample(new double[] {1, 3, 1}, 5));
  }

  @Property
  void theSameNumberOfPointsChangesNothing(@ForAll @IntRange(min = 2, max = 200) int count) {
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] = Math.sin(i);
    }

    assertArrayEquals(values, Interpolation.resample(values, count));
  }

  @Property
  void aStraightLineStaysOne(
      @ForAll @IntRange(min = 2, max = 100) int from,
      @ForAll @IntRange(min = 2, max = 100) int to) {
    assertArrayEquals(
        Interpolation.linspace(-2, 5, to),
        Interpolation.resample(Interpolation.linspace(-2, 5, from), to),
        1e-13);
  }
}
