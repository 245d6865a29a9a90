package org.gradus.lecture.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.stream.IntStream;
import org.gradus.optimizers.chart.Figure;
import org.gradus.optimizers.chart.Palette;
import org.junit.jupiter.api.Test;

class BarPanelTest {
  private static final Color LONG = Palette.BLUE.color();
  private static final Color SHORT = Palette.VERMILLION.color();

  private static int longestLine(BufferedImage image, Color color) {
    return (int)
        IntStream.range(0, image.getHeight())
            .mapToLong(
                y ->
                    IntStream.range(0, image.getWidth())
                        .filter(x -> image.getRGB(x, y) == color.getRGB())
                        .count())
            .max()
            .orElseThrow();
  }

  @Test
  void barsAreAsLongAsTheirValues() {
    BarPanel panel = new BarPanel("Lengths", "m").bar("long", 3, LONG).bar("short", 1, SHORT);
    BufferedImage image = new Figure("Bars", List.of(panel)).image();

    int whole = longestLine(image, LONG);
    assertTrue(whole > image.getWidth() / 2, () -> "the longest bar fills the panel: " + whole);
    assertEquals(whole / 3.0, longestLine(image, SHORT), 1);
  }

  @Test
  void theLevelIsOnTheScaleOfTheBars() {
    BarPanel panel = new BarPanel("Lengths", "m").bar("short", 1, SHORT).level(4);
    BufferedImage image = new Figure("Bars", List.of(panel)).image();

    int left =
        IntStream.range(0, image.getWidth())
            .filter(x -> image.getRGB(x, image.getHeight() / 2) == SHORT.getRGB())
            .findFirst()
            .orElseThrow();
    int quarter = longestLine(image, SHORT);
    int level = left + 4 * quarter;
    long dashes =
        IntStream.range(0, image.getHeight())
            .filter(
                y ->
                    IntStream.rangeClosed(level - 4, level + 4)
                        .anyMatch(x -> image.getRGB(x, y) == Palette.INK.color().getRGB()))
            .count();
    assertTrue(dashes > image.getHeight() / 4, () -> "a dashed line at the level: " + dashes);
  }
}
