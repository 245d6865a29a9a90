package org.gradus.datasets.idx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.gradus.core.tensor.Shape;
import org.gradus.datasets.image.ByteImages;
import org.gradus.datasets.location.MalformedFileException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdxImagesTest {
  private static final List<String> NAMES = List.of("a", "b");

  @TempDir private Path folder;

  private Path file(String name, String hex) throws IOException {
    byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
    return Files.write(folder.resolve(name), bytes);
  }

  private Path images() throws IOException {
    return file("images", "00000803 00000002 00000001 00000002 000000ff");
  }

  @Test
  void imagesAndLabelsAreReadTogether() throws IOException {
    ByteImages images = IdxImages.read(images(), file("labels", "00000801 00000002 0001"), NAMES);

    assertEquals(2, images.size());
    assertEquals(Shape.of(2, 1, 1, 2), images.all().inputs().shape());
    assertEquals(1, images.get(1).inputs().get(0, 0, 0, 1));
    assertEquals(1, images.get(1).targets().get(0));
  }

  @Test
  void otherNumbersOfLabelsAreRefused() throws IOException {
    Path images = images();
    Path labels = file("labels", "00000801 00000001 00");

    assertRefused(
        images,
        labels,
        "[%s] the labels are not those of %s: expected 2 labels, got 1.".formatted(labels, images));
  }

  @Test
  void labelsThatAreNoClassAreRefused() throws IOException {
    Path labels = file("labels", "00000801 00000002 0002");

    assertRefused(
        images(), labels, "[%s] label 1 is no class: expected 0 to 1, got 2.".formatted(labels));
  }

  @Test
  void filesInEachOthersPlaceAreRefused() throws IOException {
    Path labels = file("labels", "00000801 00000002 0000");

    assertRefused(
        labels,
        images(),
        "[%s] the file holds another array: expected 3 axes of UNSIGNED_BYTE, got UNSIGNED_BYTE (2)."
            .formatted(labels));
  }

  private static void assertRefused(Path images, Path labels, String message) {
    MalformedFileException e =
        assertThrows(MalformedFileException.class, () -> IdxImages.read(images, labels, NAMES));
    assertEquals(message, e.getMessage());
  }
}
