package org.gradus.optimizers.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinePanelTest {
  private static final int WIDTH = 800;
  private static final int HEIGHT = 720;
  private static final Color GREEN = new Color(0, 200, 0);

  private static LinePanel panel() {
    return new LinePanel("title", "x", "y");
  }

  private static BufferedImage painted(LinePanel panel) {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    panel.paint(graphics, WIDTH, HEIGHT);
    graphics.dispose();
    return image;
  }

  private static boolean isGreen(int rgb) {
    Color color = new Color(rgb);
    return color.getGreen() > color.getRed() + 60 && color.getGreen() > color.getBlue() + 60;
  }

  /** Returns the middle of what is green in a column of pixels; −1 if nothing is. */
  private static double height(BufferedImage image, int x) {
    return IntStream.range(0, HEIGHT).filter(y -> isGreen(image.getRGB(x, y))).average().orElse(-1);
  }

  private static long green(BufferedImage image) {
    return IntStream.range(0, WIDTH * HEIGHT)
        .filter(i -> isGreen(image.getRGB(i % WIDTH, i / WIDTH)))
        .count();
  }

  /** A curve without a name, so that no legend has its colour. */
  private static LinePanel curve(LinePanel panel, double[] x, double[] y) {
    return panel.faintLine(x, y, GREEN).faintLine(x, y, GREEN).faintLine(x, y, GREEN);
  }

  @Test
  void aPowerIsAStraightLineOnLogarithmicAxes() {
    double[] x = IntStream.rangeClosed(0, 30).mapToDouble(i -> Math.pow(10, 0.1 * i)).toArray();
    double[] y = IntStream.rangeClosed(0, 30).mapToDouble(i -> Math.pow(10, -0.3 * i)).toArray();
    BufferedImage image = painted(curve(panel().logarithmicallyAcross().logarithmicallyUp(), x, y));
    double left = height(image, 300);
    double right = height(image, 700);
    assertTrue(left > 0 && right > left, left + " and " + right);
    assertEquals((left + right) / 2, height(image, 500), 2);
  }

  @Test
  void aLineIsBrokenWhereThereIsNoNumber() {
    double[] x = {0, 1, 2, 3, 4};
    double[] broken = {1, 1, Double.NaN, 1, 1};
    BufferedImage image = painted(curve(panel().vertically(0, 2), x, broken));
    assertTrue(height(image, 200) > 0);
    assertTrue(height(image, 700) > 0);
    long columns = IntStream.range(0, WIDTH).filter(column -> height(image, column) > 0).count();
    // Of some 650 pixels, a half.
    assertTrue(columns > 200 && columns < 450, "columns: " + columns);
  }

  @Test
  void isPaintedEvenIfNothingIsFinite() {
    double[] x = {1, 2};
    double[] nothing = {Double.NaN, Double.POSITIVE_INFINITY};
    for (LinePanel panel : new LinePanel[] {panel(), panel().logarithmicallyUp()}) {
      BufferedImage image = painted(panel.horizontally(1, 2).line("loss", x, nothing, Color.BLACK));
      assertEquals(0, green(image));
    }
    painted(panel());
    painted(panel().line("no points", new double[0], new double[0], GREEN));
    painted(panel().logarithmicallyUp().line("no logarithm", x, new double[] {0, -1}, GREEN));
  }

  /** Counts the vertical lines in a row of pixels in which there is nothing else. */
  @ParameterizedTest
  @CsvSource({"1, 2", "2, 3", "3, 4", "4, 5", "5, 6"})
  void epochsAreWhole(int epochs, int lines) {
    double[] x = IntStream.rangeClosed(0, epochs).mapToDouble(i -> i).toArray();
    double[] y = IntStream.rangeClosed(0, epochs).mapToDouble(i -> 1 + 0.01 * i).toArray();
    BufferedImage image = painted(curve(panel().vertically(0, 2), x, y));
    IntPredicate isInk = i -> (image.getRGB(i, 150) & 0xFFFFFF) != 0xFFFFFF;
    long begun = IntStream.range(1, WIDTH).filter(i -> isInk.test(i) && !isInk.test(i - 1)).count();
    // Those of the plot, and the axis.
    int edges = 3;
    assertEquals(edges + lines, begun);
  }

  @Test
  void pointsHaveNoLineBetween() {
    double[] x = {1, 2, 3};
    double[] y = {1, 3, 2};
    double points = green(painted(panel().points("points", x, y, GREEN)));
    double line = green(painted(panel().line("points", x, y, GREEN)));
    // Four discs of 9 pixels across, with that of the legend.
    assertEquals(4 * Math.PI / 4 * 81, points, 120);
    assertTrue(line > 1500, "a line of " + line);
  }

  @Test
  void aBandIsAnAreaBetweenItsEdges() {
    double[] x = {0, 1};
    BufferedImage image =
        painted(
            panel()
                .vertically(0, 4)
                .band(x, new double[] {1, 1}, new double[] {3, 3}, new Color(0, 100, 0)));
    Color middle = new Color(image.getRGB(450, 330));
    Color above = new Color(image.getRGB(450, 100));
    // A fifth of the colour on white.
    assertEquals(new Color(204, 224, 204), middle);
    assertEquals(above.getGreen(), above.getRed());
  }

  @Test
  void refusesWhatDoesNotFit() {
    double[] two = {1, 2};
    double[] three = {1, 2, 3};
    assertRefused(
        "[line panel] a line has a height for every place: expected 2 heights, got 3.",
        () -> panel().line("line", two, three, GREEN));
    assertRefused(
        "[line panel] a name is taken: expected one for each line, got line again.",
        () -> panel().line("line", two, two, GREEN).points("line", two, two, GREEN));
    assertRefused(
        "[line panel] a band has a hole: expected finite edges, got [1.0, NaN] and [1.0, 2.0].",
        () -> panel().band(two, new double[] {1, Double.NaN}, two, GREEN));
  }

  private static void assertRefused(String message, Runnable action) {
    IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, action::run);
    assertEquals(message, refused.getMessage());
  }

  @Test
  void aLineOfOnePlaceIsAPoint() {
    double[] one = {1};
    BufferedImage image =
        painted(panel().horizontally(0, 2).vertically(0, 2).line("one", one, one, GREEN));
    long around =
        IntStream.range(0, 100 * 100)
            .filter(i -> isGreen(image.getRGB(400 + i % 100, 300 + i / 100)))
            .count();
    assertTrue(around > 20, "pixels: " + around);
  }

  /** Where the second level has a dash, the first has a gap, at some place. */
  @Test
  void levelsHaveDashesOfTheirOwn() {
    BufferedImage image =
        painted(panel().vertically(0, 3).level("first", 0, 1, 1).level("second", 0, 1, 2));
    List<Integer> rows =
        IntStream.range(100, 600).filter(y -> dashes(image, y) > 10).boxed().toList();
    int upper = dashes(image, rows.get(0));
    int lower = dashes(image, rows.get(rows.size() - 1));
    assertTrue(upper > 1.5 * lower, upper + " and " + lower);
  }

  /** Returns how often a row of pixels becomes dark, left of the legend. */
  private static int dashes(BufferedImage image, int y) {
    return (int)
        IntStream.range(150, 550)
            .filter(x -> isDark(image.getRGB(x, y)) && !isDark(image.getRGB(x - 1, y)))
            .count();
  }

  private static boolean isDark(int rgb) {
    return new Color(rgb).getRed() < 0x90;
  }
}
