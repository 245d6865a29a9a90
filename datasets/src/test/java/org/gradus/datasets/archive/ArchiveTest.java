package org.gradus.datasets.archive;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.gradus.datasets.location.MalformedFileException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ArchiveTest {
  private static final byte[] HELLO = "hello".getBytes(UTF_8);
  private static final byte[] WORLD = "world".getBytes(UTF_8);
  private static final ArchiveLimits LIMITS = ArchiveLimits.standard();

  @TempDir private Path folder;

  private Path file() {
    return folder.resolve("archive");
  }

  private Archive archive(Packing packing, List<Packing.Entry> entries) {
    return Archive.of(packing.write(file(), entries));
  }

  private void assertRefused(String message, Archive archive) {
    MalformedFileException e =
        assertThrows(MalformedFileException.class, () -> archive.read(name -> true));
    assertEquals(message, e.getMessage());
  }

  @ParameterizedTest
  @EnumSource(Packing.class)
  void filesAreReadInOrder(Packing packing) {
    Archive archive =
        archive(
            packing,
            List.of(
                Packing.file("b/first", HELLO),
                Packing.file("folder/", new byte[0]),
                Packing.file("./a", WORLD)));

    Map<String, byte[]> files = archive.read(name -> true);

    assertEquals(List.of("b/first", "a"), List.copyOf(files.keySet()));
    assertArrayEquals(HELLO, files.get("b/first"));
    assertArrayEquals(WORLD, archive.read("a"));
    assertEquals(Map.of(), archive.read(name -> name.startsWith("x")));
  }

  @ParameterizedTest
  @EnumSource(Packing.class)
  void aMissingFileIsNamed(Packing packing) {
    Archive archive = archive(packing, List.of(Packing.file("a", HELLO)));

    MalformedFileException e = assertThrows(MalformedFileException.class, () -> archive.read("b"));

    assertEquals(
        "[%s] a file is missing in the archive: expected \"b\", got none.".formatted(file()),
        e.getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "ZIP, ../a",
    "ZIP, a/../../b",
    "ZIP, /etc/passwd",
    "ZIP, C:a",
    "TAR, ../a",
    "TAR, a/..",
    "TAR_GZ, a/../../b"
  })
  void namesThatLeadOutAreRefused(Packing packing, String name) {
    assertRefused(
        "[%s] the name of an entry leads out of the archive: expected names of folders and a file,"
                .formatted(file())
            + " got %s.".formatted(name),
        archive(packing, List.of(Packing.file(name, HELLO))));
  }

  @Test
  void backslashesAreNoPartOfNames() {
    assertRefused(
        "[%s] the name of an entry leads out of the archive: expected names of folders and a file,"
                .formatted(file())
            + " got ..\\a.",
        archive(Packing.TAR, List.of(Packing.file("..\\a", HELLO))));
  }

  @Test
  void repeatedNamesAreRefused() {
    assertRefused(
        "[%s] two entries have one name: expected different names, got ./a.".formatted(file()),
        archive(Packing.TAR, List.of(Packing.file("a", HELLO), Packing.file("./a", HELLO))));
  }

  @ParameterizedTest
  @EnumSource(Packing.class)
  void linksAreRefused(Packing packing) {
    assertRefused(
        "[%s!a] the entry is of no use: expected a regular file, got a link.".formatted(file()),
        archive(packing, List.of(Packing.link("a", "/etc/passwd"))));
  }

  @Test
  void devicesAreRefused() {
    byte[] kinds = {TarConstants.LF_BLK, TarConstants.LF_CHR, TarConstants.LF_FIFO};
    for (byte kind : kinds) {
      assertRefused(
          "[%s!a] the entry is of no use: expected a regular file, got another kind of file."
              .formatted(file()),
          archive(Packing.TAR, List.of(new Packing.Entry("a", kind, HELLO))));
    }
  }

  @ParameterizedTest
  @EnumSource(Packing.class)
  void thereIsALimitOnEntries(Packing packing) {
    List<Packing.Entry> entries =
        List.of(Packing.file("a", HELLO), Packing.file("b", HELLO), Packing.file("c", HELLO));
    Archive archive = archive(packing, entries);

    archive.within(LIMITS.withEntries(3)).read("a");
    assertRefused(
        "[%s] there are too many entries: expected at most 2, got more.".formatted(file()),
        archive.within(LIMITS.withEntries(2)));
  }

  @ParameterizedTest
  @EnumSource(Packing.class)
  void thereIsALimitOnAnEntry(Packing packing) {
    Archive archive = archive(packing, List.of(Packing.file("a", HELLO)));

    archive.within(LIMITS.withBytes(5, 1 << 20)).read("a");
    assertRefused(
        ("[%s!a] the content is too large when decompressed: expected at most 4 bytes, got more."
                + " Hint: the limits can be raised, if the file is trusted.")
            .formatted(file()),
        archive.within(LIMITS.withBytes(4, 1 << 20)));
  }

  @ParameterizedTest
  @CsvSource({"ZIP, !b, 5", "TAR_GZ, '', 1030"})
  void thereIsALimitOnTheSum(Packing packing, String place, int most) {
    Archive archive =
        archive(packing, List.of(Packing.file("a", HELLO), Packing.file("b", new byte[6])));

    assertRefused(
        ("[%s%s] the content is too large when decompressed: expected at most %s bytes, got more."
                + " Hint: the limits can be raised, if the file is trusted.")
            .formatted(file(), place, most),
        archive.within(LIMITS.withBytes(10, packing == Packing.ZIP ? 10 : 1030)));
  }

  @Test
  void thereIsALimitOnTheRatio() throws IOException {
    byte[] zeros = new byte[3 << 20];
    for (Packing packing : List.of(Packing.ZIP, Packing.TAR_GZ)) {
      Archive archive = archive(packing, List.of(Packing.file("a", zeros)));
      long most = 200 * Files.size(file());

      assertRefused(
          ("[%s%s] the content is too large when decompressed: expected at most %s bytes, got"
                  + " more. Hint: the limits can be raised, if the file is trusted.")
              .formatted(file(), packing == Packing.ZIP ? "!a" : "", Math.max(most, 1 << 20)),
          archive);
      assertArrayEquals(zeros, archive.within(LIMITS.withRatio(2000)).read("a"));
    }
  }

  @Test
  void thereIsALimitOnNames() {
    String name = "n".repeat(1025);
    for (Packing packing : Packing.values()) {
      assertRefused(
          "[%s] the name of an entry is too long: expected at most 1024 characters, got 1025."
              .formatted(file()),
          archive(packing, List.of(Packing.file(name, HELLO))));
    }
  }

  /** The checksums are those of Python's zlib.crc32. */
  @Test
  void damagedContentOfAZipIsFoundByItsChecksum() throws IOException {
    Archive archive = archive(Packing.STORED_ZIP, List.of(Packing.file("a", HELLO)));
    byte[] bytes = Files.readAllBytes(file());
    String text = new String(bytes, ISO_8859_1);
    bytes[text.indexOf("hello")] = 'j';
    Files.write(file(), bytes);

    assertRefused(
        "[%s!a] the content is damaged: expected a CRC-32 of 3610a686, got 4cd0f5e6."
            .formatted(file()),
        archive);
  }

  @ParameterizedTest
  @EnumSource(Packing.class)
  void truncatedArchivesAreRefused(Packing packing) throws IOException {
    archive(packing, List.of(Packing.file("a", HELLO), Packing.file("b", HELLO)));
    byte[] bytes = Files.readAllBytes(file());
    for (int length = 3; length < Math.min(bytes.length, 600); length += 7) {
      Files.write(file(), Arrays.copyOf(bytes, length));
      assertThrows(MalformedFileException.class, () -> Archive.of(file()).read("b"));
    }
  }

  @Test
  void aFileThatIsNoArchiveIsRefused() throws IOException {
    Files.writeString(file(), "<html>404 Not Found</html>\n".repeat(40));

    MalformedFileException e =
        assertThrows(MalformedFileException.class, () -> Archive.of(file()).read("a"));

    assertEquals(
        "[%s] the archive is not valid: expected zip, tar or tar.gz, got %s."
            .formatted(file(), e.got()),
        e.getMessage());
  }

  @Test
  void aFileThatIsNotThereIsAFailureOfTheSystem() {
    UncheckedIOException e =
        assertThrows(UncheckedIOException.class, () -> Archive.of(file()).read("a"));

    assertEquals(
        "[%s] the file cannot be read: java.nio.file.NoSuchFileException: %s."
            .formatted(file(), file()),
        e.getMessage());
  }
}
