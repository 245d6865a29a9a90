package org.gradus.datasets.location;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataFileTest {
  private static final Checksum ANY = Checksum.md5("0".repeat(32));

  @ParameterizedTest
  @ValueSource(
      strings = {"", "/a", "a/", "a//b", "../a", "a/../b", ".hidden", "a\\b", "C:a", "a b", "a\0"})
  void pathsThatAreNotBelowAFolderAreRefused(String path) {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class, () -> DataFile.of(path, 1, ANY, "Public domain."));

    assertEquals(
        ("[data-file] path is malformed: expected names of letters, digits, '.', '_' and '-', the"
                + " first not a '.', with '/' between them, got \"%s\".")
            .formatted(path),
        e.getMessage());
  }

  @Test
  void negativeSizesAreRefused() {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class, () -> DataFile.of("a", -1, ANY, "Public domain."));

    assertEquals("[data-file] size is out of range: expected at least 0, got -1.", e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"file:///etc/passwd", "ftp://example.org/a", "a"})
  void mirrorsOtherThanOfHttpAreRefused(String mirror) {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> DataFile.of("a", 1, ANY, "Public domain.", mirror));

    assertEquals(
        "[data-file] a mirror cannot be read: expected a URL of http or https, got \"%s\"."
            .formatted(mirror),
        e.getMessage());
  }
}
