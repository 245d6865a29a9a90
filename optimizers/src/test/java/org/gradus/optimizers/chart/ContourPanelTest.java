package org.gradus.optimizers.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;

class ContourPanelTest {
  private static final int WIDTH = 800;
  private static final int HEIGHT = 720;
  private static final double[] TWO = {0, 1};

  private static BufferedImage painted(Panel panel) {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, WIDTH, HEIGHT);
    panel.paint(graphics, WIDTH, HEIGHT);
    graphics.dispose();
    return image;
  }

  private static ContourPanel contours(double[][] heights) {
    return new ContourPanel("title", "x", "y", "height", new Grid(TWO, TWO, heights));
  }

  private static int brightness(BufferedImage image, int x, int y) {
    Color color = new Color(image.getRGB(x, y));
    return color.getRed() + color.getGreen() + color.getBlue();
  }

  /** The area is between 110 and 640 across, and 56 and 630 downwards. */
  @Test
  void aSlopeIsLighterWhereItIsHigher() {
    BufferedImage upwards = painted(contours(new double[][] {{0, 0}, {1, 1}}));
    assertTrue(brightness(upwards, 377, 70) > brightness(upwards, 377, 610));
    BufferedImage across = painted(contours(new double[][] {{0, 1}, {0, 1}}));
    assertTrue(brightness(across, 625, 333) > brightness(across, 125, 333));
  }

  /** Of a slope from 0 to 1 the line of ½ is in the middle. */
  @Test
  void aLineIsWhereItsHeightIs() {
    BufferedImage image = painted(contours(new double[][] {{0, 1}, {0, 1}}));
    int middle = 110 + 530 / 2;
    assertTrue(brightness(image, middle, 333) > brightness(image, middle - 6, 333) + 100);
    assertTrue(brightness(image, middle, 333) > brightness(image, middle + 6, 333) + 100);
  }

  /**
   * On the saddle with 1 at two corners, 0 at the others and ½ in the middle, the diagonal between
   * the low corners is crossed by the lines of 0.1 to 0.5, twice each, and not by higher ones.
   */
  @Test
  void theLinesOfASaddleAreAroundTheCornersOfTheirSide() {
    ColorScale colors = new ColorScale(0, 1);
    BufferedImage image = painted(contours(new double[][] {{1, 0}, {0, 1}}));
    int crossings = 0;
    for (int i = 0; i < 500; i++) {
      int x = 125 + i;
      int y = 71 + i * 544 / 500;
      crossings += brightness(image, x, y) > brightness(colors, 0.55) + 60 ? 1 : 0;
    }
    assertEquals(10, crossings);
  }

  private static int brightness(ColorScale colors, double height) {
    Color color = colors.at(height);
    return color.getRed() + color.getGreen() + color.getBlue();
  }

  @Test
  void isPaintedEvenIfItIsFlat() {
    BufferedImage image = painted(contours(new double[2][2]));
    assertEquals(new ColorScale(0, 0).at(0), new Color(image.getRGB(377, 333)));
  }

  @Test
  void theScaleRunsFromDarkToLight() {
    ColorScale colors = new ColorScale(2, 4);
    assertEquals(new Color(0x440154), colors.at(2));
    assertEquals(new Color(0x21918C), colors.at(3));
    assertEquals(new Color(0xFDE725), colors.at(9));
  }
}
