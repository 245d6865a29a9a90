package org.gradus.datasets.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class PixelScalingTest {
  @Test
  void theUnitScalingEndsAtZeroAndOne() {
    float[] table = PixelScaling.unit().table(1)[0];

    assertEquals(0f, table[0]);
    assertEquals(0.2f, table[51]);
    assertEquals(1f, table[255]);
  }

  @Test
  void theSymmetricScalingEndsAtMinusOneAndOne() {
    float[] table = PixelScaling.symmetric().table(1)[0];

    assertEquals(-1f, table[0]);
    assertEquals(1f, table[255]);
  }

  @Test
  void channelsHaveNumbersOfTheirOwn() {
    PixelScaling scaling = new PixelScaling(List.of(0.0, 0.2), List.of(1.0, 0.4));

    assertEquals(0.2f, scaling.table(2)[0][51]);
    assertEquals(0f, scaling.table(2)[1][51]);
    assertEquals(2f, scaling.table(2)[1][255]);
    assertEquals(0.2f, PixelScaling.unit().table(3)[2][51]);
  }

  @Test
  void numbersForOtherChannelsAreRefused() {
    PixelScaling two = new PixelScaling(List.of(0.0, 0.2), List.of(1.0, 0.4));

    assertRefused(
        "means is out of range: expected 1 or 3 numbers, as the images have channels, got 2.",
        () -> two.table(3));
  }

  @Test
  void numbersOutOfRangeAreRefused() {
    assertRefused(
        "means is out of range: expected at least one number, got [].",
        () -> new PixelScaling(List.of(), List.of()));
    assertRefused(
        "deviations is out of range: expected as many numbers as means, 1, got [1.0, 2.0].",
        () -> new PixelScaling(List.of(0.0), List.of(1.0, 2.0)));
    assertRefused(
        "means is out of range: expected a finite number, got NaN.",
        () -> PixelScaling.of(Double.NaN, 1));
    assertRefused(
        "deviations is out of range: expected a finite number above 0, got 0.0.",
        () -> PixelScaling.of(0, 0));
  }

  private static void assertRefused(String message, Runnable action) {
    IllegalArgumentException e = assertThrows(IllegalArgumentException.class, action::run);
    assertEquals("[pixel-scaling] " + message, e.getMessage());
  }
}
