package org.gradus.optimizers.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MatrixPanelTest {
  private static final int WHITE = 0xFFFFFF;
  private static final int BLUE = Palette.BLUE.color().getRGB() & 0xFFFFFF;
  private static final int GREY = Palette.GRID.color().getRGB() & 0xFFFFFF;
  private static final double[][] VALUES = {{0, 1}, {2, Double.NaN}};

  private static MatrixPanel panel() {
    return new MatrixPanel("Title", "columns", "rows", VALUES);
  }

  private static int pixel(BufferedImage image, int x, int y) {
    return image.getRGB(x, y) & 0xFFFFFF;
  }

  @Test
  void paintsTheLeastWhiteTheLargestBlueAndWhatIsNoNumberGrey() {
    BufferedImage image = new Figure("Figure", List.of(panel())).image();
    assertEquals(WHITE, pixel(image, 200, 250));
    assertEquals(BLUE, pixel(image, 200, 600));
    assertEquals(GREY, pixel(image, 600, 600));
    int middle = pixel(image, 600, 250);
    assertTrue(middle != WHITE && middle != BLUE);
  }

  @Test
  void rangeClips() {
    BufferedImage image = new Figure("Figure", List.of(panel().range(-1, 0))).image();
    assertEquals(BLUE, pixel(image, 200, 250));
    assertEquals(BLUE, pixel(image, 600, 250));
  }

  @Test
  void signedIsWhiteAtZeroAndRedBelow() {
    MatrixPanel panel = new MatrixPanel("", "", "", new double[][] {{-3, 0, 3}}).signed(3);
    BufferedImage image = new Figure("Figure", List.of(panel)).image();
    assertEquals(Palette.VERMILLION.color().getRGB() & 0xFFFFFF, pixel(image, 150, 400));
    assertEquals(WHITE, pixel(image, 385, 400));
    assertEquals(BLUE, pixel(image, 600, 400));
  }

  /** The texts are the only ink within the cells. */
  @Test
  void textsAreInTheirCells() {
    MatrixPanel panel = panel().range(0, 100).texts(new String[][] {{"", "a\n1"}, {"", ""}});
    BufferedImage image = new Figure("Figure", List.of(panel)).image();
    assertEquals(0, dark(image, 100, 180, 300, 300));
    assertTrue(dark(image, 400, 180, 280, 250) > 20);
  }

  private static long dark(BufferedImage image, int left, int top, int width, int height) {
    long count = 0;
    for (int x = left; x < left + width; x++) {
      for (int y = top; y < top + height; y++) {
        count += (pixel(image, x, y) & 0xFF) < 0x80 ? 1 : 0;
      }
    }
    return count;
  }

  @Test
  void labelsNeedOneForEach() {
    MatrixPanel panel = panel().labels(List.of("a", "b"), List.of("c", "d"));
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class, () -> panel.labels(List.of("a"), List.of("c", "d")));
    assertEquals(
        "[matrix panel] labels do not fit: expected 2 rows and 2 columns, got 1 and 2.",
        e.getMessage());
  }

  @Test
  void textsNeedOneForEach() {
    MatrixPanel panel = panel();
    String[][] texts = {{"a", "b"}, {"c"}};
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> panel.texts(texts));
    assertEquals(
        "[matrix panel] texts do not fit: expected 2 rows of 2, got rows of [2, 1].",
        e.getMessage());
  }

  @Test
  void refusesWhatIsNotAMatrix() {
    double[][] ragged = {{1, 2}, {3}};
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> new MatrixPanel("", "", "", ragged));
    assertEquals(
        "[matrix panel] the numbers are not a matrix: expected rows of one length, got rows of"
            + " [2, 1].",
        e.getMessage());
  }

  @Test
  void aMagnifiedFigureHasMorePixels() {
    BufferedImage image = new Figure("Figure", List.of(panel())).magnified(2).image();
    assertEquals(1600, image.getWidth());
    assertEquals(1600, image.getHeight());
    assertEquals(BLUE, pixel(image, 400, 1200));
  }

  /** The white cell begins further to the right, and ends further above, than with short names. */
  @Test
  void leavesRoomForLongNames() {
    MatrixPanel panel =
        new MatrixPanel("", "", "", new double[][] {{1, 1, 1, 1, 1, 1, 1, 1, 1, 1}}).range(0, 1);
    List<String> columns = Collections.nCopies(10, "a long name of a column");
    BufferedImage image =
        new Figure("Figure", List.of(panel.labels(List.of("a long name of the row"), columns)))
            .image();
    int row = 80 + 300;
    int left = IntStream.range(0, 800).filter(x -> pixel(image, x, row) == BLUE).min().orElse(0);
    int bottom = IntStream.range(80, 780).filter(y -> pixel(image, 400, y) == BLUE).max().orElse(0);
    assertTrue(left > 200, "left: " + left);
    assertTrue(bottom < 80 + 720 - 200, "bottom: " + bottom);
    assertTrue(dark(image, 300, bottom + 5, 300, 180) > 100);
  }
}
