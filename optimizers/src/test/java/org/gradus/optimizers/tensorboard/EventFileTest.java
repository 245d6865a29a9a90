package org.gradus.optimizers.tensorboard;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.gradus.core.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The numbers of fields are those of TensorFlow's event.proto and summary.proto. */
class EventFileTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.ofEpochMilli(1_700_000_000_250L), ZoneOffset.UTC);

  @TempDir private Path folder;

  private static EventReader.Fields value(EventReader.Fields event) {
    return event.message(5).message(1);
  }

  @Test
  void theReaderHasTheChecksumsOfRfc3720() {
    assertEquals(0x8A9136AA, EventReader.crc32c(new byte[32]));
    byte[] ones = new byte[32];
    Arrays.fill(ones, (byte) 0xFF);
    assertEquals(0x62A8AB43, EventReader.crc32c(ones));
  }

  @Test
  void beginsWithItsVersionAndTheFirstStep() throws IOException {
    try (EventFile file = EventFile.create(folder, 8, CLOCK)) {
      assertEquals(
          "events.out.tfevents.1700000000.gradus.0000", file.path().getFileName().toString());
      List<EventReader.Fields> events = EventReader.read(file.path());
      assertEquals(2, events.size());
      assertEquals(1_700_000_000.25, events.get(0).get(1));
      assertEquals("brain.Event:2", events.get(0).text(3));
      assertEquals(8L, events.get(1).get(2));
      // SessionLog.START
      assertEquals(1L, events.get(1).message(7).get(1));
    }
  }

  @Test
  void hasNumbers() throws IOException {
    try (EventFile file = EventFile.create(folder, 1, CLOCK)) {
      file.number("loss/ä", 1L << 40, 0.25);
      file.number("loss", 3, Double.NaN);
      file.flush();
      List<EventReader.Fields> events = EventReader.read(file.path());
      assertEquals(1L << 40, events.get(2).get(2));
      assertEquals("loss/ä", value(events.get(2)).text(1));
      assertEquals(0.25f, value(events.get(2)).get(2));
      assertEquals(Float.NaN, value(events.get(3)).get(2));
    }
  }

  @Test
  void hasHistograms() throws IOException {
    Path path;
    try (EventFile file = EventFile.create(folder, 1, CLOCK)) {
      path = file.path();
      file.histogram("weights", 2, Histogram.of(Tensor.of(-1.0, 0.0, 3.0, 3.0, Double.NaN)));
    }
    EventReader.Fields histogram = value(EventReader.read(path).get(2)).message(5);
    assertEquals(-1.0, histogram.get(1));
    assertEquals(3.0, histogram.get(2));
    assertEquals(4.0, histogram.get(3));
    assertEquals(5.0, histogram.get(4));
    assertEquals(19.0, histogram.get(5));
    double[] edges = histogram.doubles(6);
    double[] counts = histogram.doubles(7);
    // 64 intervals of 1/16: −1 is in the first, 0 in the 17th, 3 in the last.
    assertEquals(64, edges.length);
    assertEquals(-1 + 1 / 16.0, edges[0], 1e-15);
    assertEquals(3, edges[63]);
    double[] expected = new double[64];
    expected[0] = 1;
    expected[16] = 1;
    expected[63] = 2;
    assertArrayEquals(expected, counts);
  }

  @Test
  void ofEqualOrHugeNumbersTooHasHistograms() {
    Histogram equal = Histogram.of(Tensor.of(2.0, 2.0));
    assertEquals(2, equal.total());
    assertEquals(2, equal.counts()[0]);
    Histogram huge = Histogram.of(Tensor.of(-Double.MAX_VALUE, Double.MAX_VALUE));
    assertEquals(1, huge.counts()[63]);
    assertTrue(Double.isFinite(huge.edge(31)));
    assertEquals(0, Histogram.of(Tensor.of(Double.NaN)).total());
  }

  @Test
  void hasPictures() throws IOException {
    BufferedImage image = new BufferedImage(3, 2, BufferedImage.TYPE_INT_RGB);
    image.setRGB(2, 1, Color.ORANGE.getRGB());
    try (EventFile file = EventFile.create(folder, 1, CLOCK)) {
      file.image("picture", 2, image);
      file.flush();
      EventReader.Fields picture = value(EventReader.read(file.path()).get(2)).message(4);
      assertEquals(2L, picture.get(1));
      assertEquals(3L, picture.get(2));
      BufferedImage read = ImageIO.read(new ByteArrayInputStream((byte[]) picture.get(4)));
      assertEquals(Color.ORANGE.getRGB(), read.getRGB(2, 1));
    }
  }

  @Test
  void filesOfTheSameSecondAreInTheirOrder() {
    try (EventFile first = EventFile.create(folder, 1, CLOCK);
        EventFile second = EventFile.create(folder, 1, CLOCK)) {
      assertFalse(first.path().equals(second.path()));
      assertTrue(first.path().compareTo(second.path()) < 0);
    }
  }

  @Test
  void saysWhereItCannotBeWritten() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "no folder");
    UncheckedIOException refused =
        assertThrows(UncheckedIOException.class, () -> EventFile.create(file, 1));
    assertEquals(
        "[folder] %s cannot be made: expected a folder that can be written to, got %s."
            .formatted(file, refused.getCause()),
        refused.getMessage());
  }
}
