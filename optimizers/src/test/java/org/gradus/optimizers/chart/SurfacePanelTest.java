package org.gradus.optimizers.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SurfacePanelTest {
  private static final int WIDTH = 800;
  private static final int HEIGHT = 720;
  private static final int RGB = 0xFFFFFF;

  private static BufferedImage painted(double[][] heights) {
    double[] places = IntStream.range(0, heights.length).asDoubleStream().toArray();
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, WIDTH, HEIGHT);
    new SurfacePanel("", "", "", "", new Grid(places, places, heights))
        .paint(graphics, WIDTH, HEIGHT);
    graphics.dispose();
    return image;
  }

  /** Returns the row of the first pixel in a column that is coloured, not grey or white. */
  private static int top(BufferedImage image, int x) {
    return IntStream.range(0, HEIGHT)
        .filter(y -> isColoured(image.getRGB(x, y) & RGB))
        .findFirst()
        .orElse(HEIGHT);
  }

  private static boolean isColoured(int rgb) {
    Color color = new Color(rgb);
    return Math.abs(color.getRed() - color.getBlue()) > 30
        || Math.abs(color.getGreen() - color.getBlue()) > 30;
  }

  /** Of a flat one the highest pixel is its far corner; a peak in the middle is higher. */
  @Test
  void aPeakRisesAboveWhatIsBehindIt() {
    double[][] peak = new double[5][5];
    peak[2][2] = 1;
    int middle = WIDTH / 2;
    assertTrue(top(painted(peak), middle) + 100 < top(painted(new double[5][5]), middle));
  }

  @Test
  void isPaintedEvenIfItIsFlat() {
    BufferedImage image = painted(new double[2][2]);
    assertEquals(new ColorScale(0, 0).at(0), new Color(image.getRGB(WIDTH / 2, 504)));
  }
}
