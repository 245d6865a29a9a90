package org.gradus.optimizers.chart;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.util.List;
import org.junit.jupiter.api.Test;

class HistogramTest {
  /** Of five numbers one is outside; bins of width 2 begin with what they include. */
  @Test
  void countsSharesByWidth() {
    Histogram histogram = Histogram.of(new double[] {0, 1.9, 2, 4, 7}, 0, 4, 2);
    assertArrayEquals(new double[] {0.2, 0.2}, histogram.densities());
    assertArrayEquals(new double[] {1, 3}, histogram.middles());
  }

  @Test
  void isDrawnAsBarsAndAsALine() {
    Histogram histogram = Histogram.of(new double[] {0.5, 1.5, 1.6}, 0, 2, 2);
    LinePanel panel = new LinePanel("Panel", "x", "density").fromZero();
    histogram.bars(panel, "bars", Palette.BLUE.color());
    histogram.line(panel, "line", Palette.VERMILLION.color());
    BufferedImage image = new Figure("Figure", List.of(panel)).image();
    assertEquals(800, image.getWidth());
    long blue = 0;
    for (int x = 0; x < 800; x++) {
      for (int y = 0; y < 800; y++) {
        blue += (image.getRGB(x, y) & 0xFFFFFF) == 0x0072B2 ? 1 : 0;
      }
    }
    assertTrue(blue > 1000);
  }

  @Test
  void refusesAnEmptyRange() {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> Histogram.of(new double[] {1}, 2, 2, 3));
    assertEquals(
        "[histogram] to is out of range: expected a number above 2.0, got 2.0.", e.getMessage());
  }
}
