package org.gradus.core.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FoldersTest {
  @TempDir private Path temp;

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  @Test
  void aFolderIsMadeWithThoseAboveIt() throws IOException {
    Path folder = temp.resolve("a").resolve("b");
    Folders.makeWritableFor(folder.resolve("file"));
    Folders.make(folder);
    assertEquals(List.of(), files(folder));
  }

  @Test
  void aLinkToAFolderIsOne() throws IOException {
    Path folder = Files.createDirectory(temp.resolve("folder"));
    Path link = Files.createSymbolicLink(temp.resolve("link"), folder);
    Folders.makeWritable(link);
    assertTrue(Files.isSymbolicLink(link));
  }

  @Test
  void whatCannotBeAFolderIsRefused() throws IOException {
    Path file = Files.writeString(temp.resolve("file"), "text");
    assertEquals(
        "[folder] %s cannot be made: expected a folder that can be written to, got".formatted(file)
            + " java.nio.file.FileAlreadyExistsException: %s.".formatted(file),
        assertThrows(UncheckedIOException.class, () -> Folders.makeWritable(file)).getMessage());
    assertEquals("text", Files.readString(file));
  }

  /** Nobody may make files there, also not who may do everything. */
  @Test
  void whatCannotBeWrittenToIsRefused() {
    Path processes = Path.of("/proc");
    assumeTrue(Files.isDirectory(processes));
    UncheckedIOException e =
        assertThrows(UncheckedIOException.class, () -> Folders.makeWritable(processes));
    assertTrue(e.getMessage().startsWith("[folder] /proc cannot be written to:"), e.getMessage());
  }
}
