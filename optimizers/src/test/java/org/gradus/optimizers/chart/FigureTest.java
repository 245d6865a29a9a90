package org.gradus.optimizers.chart;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FigureTest {
  private static final Color GREEN = new Color(0, 200, 0);

  @TempDir private Path folder;

  private static Panel panel() {
    return new LinePanel("Panel", "x (m)", "y (s)")
        .horizontally(0, 2)
        .vertically(0, 1)
        .line("line", new double[] {0, 2}, new double[] {0.5, 0.5}, GREEN);
  }

  private static long pixels(BufferedImage image, int from, int to, Color color) {
    long count = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = from; x < to; x++) {
        count += (image.getRGB(x, y) & 0xFFFFFF) == (color.getRGB() & 0xFFFFFF) ? 1 : 0;
      }
    }
    return count;
  }

  @Test
  void isAPictureWithALineInEachPanel() throws IOException {
    Path file = folder.resolve("figure.png");
    new Figure("Two panels", List.of(panel(), panel())).write(file);
    BufferedImage image = ImageIO.read(file.toFile());
    assertEquals(1600, image.getWidth());
    assertEquals(800, image.getHeight());
    // A line of 3.5 pixels over most of 800, in each half.
    assertTrue(pixels(image, 0, 800, GREEN) > 3 * 500);
    assertTrue(pixels(image, 800, 1600, GREEN) > 3 * 500);
  }

  @Test
  void saysWhereItCannotBeWritten() {
    Figure figure = new Figure("One panel", List.of(panel()));
    Path nowhere = folder.resolve("missing/figure.png");
    UncheckedIOException refused =
        assertThrows(UncheckedIOException.class, () -> figure.write(nowhere));
    assertEquals(
        "[file] %s cannot be written: expected a folder and a file that can be written to, got %s."
            .formatted(nowhere, refused.getCause()),
        refused.getMessage());
  }

  @Test
  void leavesTheOldPictureAndNothingElseIfItFails() throws IOException {
    Path file = folder.resolve("figure.png");
    Figure figure = new Figure("One panel", List.of(panel()));
    figure.write(file);
    byte[] before = Files.readAllBytes(file);
    Figure broken =
        new Figure(
            "Broken",
            List.of(
                (graphics, width, height) -> {
                  throw new IllegalStateException("no picture");
                }));
    assertThrows(IllegalStateException.class, () -> broken.write(file));
    assertArrayEquals(before, Files.readAllBytes(file));
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(List.of(file), files.toList());
    }
  }

  @Test
  void putsPanelsIntoRows() {
    BufferedImage image = new Figure("Five", 2, Collections.nCopies(5, panel())).image();
    assertEquals(1600, image.getWidth());
    assertEquals(80 + 3 * 720, image.getHeight());
    assertEquals(800, new Figure("One", 3, List.of(panel())).image().getWidth());
  }

  @Test
  void refusesToBeEmpty() {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> new Figure("Nothing", List.of()));
    assertEquals(
        "[figure] number of panels is out of range: expected at least 1, got 0.",
        refused.getMessage());
  }
}
