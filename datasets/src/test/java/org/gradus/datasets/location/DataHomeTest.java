package org.gradus.datasets.location;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where files are found that are on this machine. The checksums are those of FIPS 180's "abc". */
class DataHomeTest {
  private static final Checksum ABC =
      Checksum.sha256("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");

  @TempDir private Path folder;

  private Path data;
  private Path cache;
  private DataHome home;

  @BeforeEach
  void folders() {
    data = folder.resolve("data");
    cache = folder.resolve("cache");
    home = DataHome.standard().withData(data).withCache(cache).offline();
  }

  private static DataFile file(String... mirrors) {
    return DataFile.of("set/abc", 3, ABC, "Public domain.", mirrors);
  }

  private static Path write(Path root, String text) throws IOException {
    Path path = root.resolve("set/abc");
    Files.createDirectories(path.getParent());
    return Files.writeString(path, text);
  }

  @Test
  void theUsersOwnFileIsFirst() throws IOException {
    write(cache, "abc");
    Path own = write(data, "abc");

    assertEquals(own, home.locate(file()));
  }

  @Test
  void theCacheIsSecond() throws IOException {
    Path cached = write(cache, "abc");

    assertEquals(cached, home.locate(file()));
  }

  @Test
  void theUsersOwnFileIsLeftAloneWhenItIsWrong() throws IOException {
    Path own = write(data, "abd");
    Path cached = write(cache, "abc");

    assertEquals(cached, home.locate(file()));
    assertEquals("abd", Files.readString(own));
  }

  @Test
  void whatToDoOfflineIsSaid() throws IOException {
    Path own = write(data, "abcd");
    Files.createDirectories(cache.resolve("set/abc"));
    DataFile file = file("https://example.org/abc", "http://example.com/abc");

    DataUnavailableException e =
        assertThrows(DataUnavailableException.class, () -> home.locate(file));

    assertEquals(
        """
        [set/abc] the file is not there: expected 3 bytes with the %s, got
          %s: it has 4 bytes
          %s: it is not a file
          downloads are switched off
        Hint: download https://example.org/abc or http://example.com/abc, and save it as %s, or as \
        set/abc in a folder that the environment variable GRADUS_DATA names."""
            .formatted(ABC, own, cache.resolve("set/abc"), cache.resolve("set/abc")),
        e.getMessage());
  }

  @Test
  void aFolderThatIsNotThereIsSaid() {
    DataUnavailableException e =
        assertThrows(DataUnavailableException.class, () -> home.locate(file()));

    assertEquals(
        List.of(
            data + ": there is no such folder",
            cache.resolve("set/abc") + ": it is not there",
            "downloads are switched off"),
        e.problems());
  }

  @Test
  void aFileWithoutMirrorsMustBePutInPlace() {
    DataHome online =
        new DataHome(
            List.of(),
            cache,
            true,
            DownloadProgress.none(),
            Duration.ofSeconds(1),
            Duration.ofSeconds(1));
    DataFile file = file();

    DataUnavailableException e =
        assertThrows(DataUnavailableException.class, () -> online.locate(file));

    Path cached = cache.resolve("set/abc");
    assertEquals(
        """
        [set/abc] the file is not there: expected 3 bytes with the %s, got
          %s: it is not there
        Hint: get the file, and save it as %s, or as set/abc in a folder that the environment \
        variable GRADUS_DATA names."""
            .formatted(ABC, cached, cached),
        e.getMessage());
  }

  @Test
  void aDamagedFileInTheCacheIsPutAsideAndDownloadedAgain() throws IOException {
    Path cached = write(cache, "abd");
    try (Mirror mirror = new Mirror(Mirror.whole("abc".getBytes(US_ASCII)))) {
      DataHome online =
          new DataHome(
              List.of(),
              cache,
              true,
              DownloadProgress.none(),
              Duration.ofSeconds(60),
              Duration.ofSeconds(60));

      assertEquals(cached, online.locate(file(mirror.uri().toString())));

      assertEquals("abc", Files.readString(cached));
      assertEquals("abd", Files.readString(cache.resolve("set/abc.damaged")));
    }
  }

  /** A record of the checksum is not read from again: it costs as much as reading the data. */
  @Test
  void theChecksumIsComputedAgainWhenTheFileWasModified() throws IOException {
    Path cached = write(cache, "abc");
    FileTime time = Files.getLastModifiedTime(cached);
    home.locate(file());
    Files.writeString(cached, "abd");
    Files.setLastModifiedTime(cached, time);

    assertEquals(cached, home.locate(file()));

    Files.setLastModifiedTime(cached, FileTime.fromMillis(time.toMillis() + 2000));
    assertThrows(DataUnavailableException.class, () -> home.locate(file()));
  }

  @Test
  void aCacheThatCannotBeWrittenIsNotNeededForOwnFiles() throws IOException {
    Path own = write(data, "abc");
    Files.createFile(cache);

    assertEquals(own, home.locate(file()));
    assertEquals(own, home.locate(file()));
    assertFalse(Files.isDirectory(cache));
  }

  @Test
  void timesToWaitAreAboveZero() {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> home.withTimeouts(Duration.ofSeconds(1), Duration.ZERO));

    assertEquals(
        "[data-home] longestSilence is out of range: expected a time above 0, got PT0S.",
        e.getMessage());
  }
}
