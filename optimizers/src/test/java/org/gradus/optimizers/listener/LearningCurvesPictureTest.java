package org.gradus.optimizers.listener;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.gradus.optimizers.chart.Palette;
import org.gradus.optimizers.training.EpochReport;
import org.gradus.optimizers.training.History;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LearningCurvesPictureTest {
  @TempDir private Path folder;

  private static long pixels(BufferedImage image, int from, int to, Palette color) {
    int rgb = color.color().getRGB();
    return IntStream.range(0, image.getHeight())
        .mapToLong(y -> IntStream.range(from, to).filter(x -> image.getRGB(x, y) == rgb).count())
        .sum();
  }

  @Test
  void isDrawnAnewAfterEveryEpoch() throws IOException {
    Path file = folder.resolve("curves.png");
    LearningCurvesPicture picture = new LearningCurvesPicture(file, "Training");
    picture.started(Reports.network(), new History(List.of(Reports.epoch(1))), 9, 2);
    picture.epochEnded(Reports.epoch(3));
    BufferedImage first = ImageIO.read(file.toFile());
    // Panels of the losses, training and validation together, and of the learning rate.
    assertEquals(1600, first.getWidth());
    assertTrue(pixels(first, 0, 800, Palette.VERMILLION) > 500);
    assertTrue(pixels(first, 0, 800, Palette.BLUE) > 500);
    assertEquals(0, pixels(first, 800, 1600, Palette.BLUE));
    assertTrue(pixels(first, 800, 1600, Palette.INK) > 500);
  }

  /** What rises ends where the legend of what falls is. */
  @Test
  void curvesThatRiseAreSeenToTheirEnd() {
    List<EpochReport> rising =
        IntStream.rangeClosed(1, 10)
            .mapToObj(
                n -> new EpochReport(n, n, 1, 1, Map.of("accuracy", 0.1 * n, "loss", 1.0 / n)))
            .toList();
    BufferedImage image = LearningCurvesPicture.figure("Rising", new History(rising)).image();
    BufferedImage topRight = image.getSubimage(700, 100, 100, 150);
    assertTrue(pixels(topRight, 0, 100, Palette.VERMILLION) > 50);
  }

  @Test
  void theFolderIsMadeBeforeTheTraining() {
    Path file = folder.resolve("a/b/curves.png");
    new LearningCurvesPicture(file, "Training").started(Reports.network(), Reports.NOTHING, 1, 0);
    assertTrue(Files.isDirectory(file.getParent()));
  }

  @Test
  void isDrawnEvenIfNothingIsFinite() {
    EpochReport broken =
        new EpochReport(1, 2, 0, 1, Map.of("loss", Double.NaN, "a", 1.0, "b", 1.0));
    BufferedImage image =
        LearningCurvesPicture.figure("Broken", new History(List.of(broken))).image();
    // Four panels in two rows of three.
    assertEquals(2400, image.getWidth());
    assertEquals(80 + 2 * 720, image.getHeight());
  }
}
