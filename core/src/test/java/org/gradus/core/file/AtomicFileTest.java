package org.gradus.core.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AtomicFileTest {
  @TempDir private Path folder;

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  @Test
  void aFileIsCreatedAndReplaced() throws IOException {
    Path path = folder.resolve("file");
    for (String text : List.of("a longer text", "short")) {
      AtomicFile.replace(path, text.getBytes(UTF_8));
      assertEquals(text, Files.readString(path));
      assertEquals(List.of(path), files());
    }
  }

  @Test
  void theOldFileIsThereWhileTheNewOneIsWritten() throws IOException {
    Path path = Files.writeString(folder.resolve("file"), "old");
    AtomicFile.replace(
        path,
        writing(
            stream -> {
              stream.write("new".getBytes(UTF_8));
              stream.flush();
              assertEquals("old", Files.readString(path));
              assertEquals(2, files().size());
              assertEquals(1, files().stream().filter(AtomicFile::isRemainder).count());
            }));
    assertFalse(AtomicFile.isRemainder(path));
    assertEquals("new", Files.readString(path));
  }

  /** What may throw, as what may not. */
  private interface Writing {
    void to(OutputStream stream) throws IOException;
  }

  private static Consumer<OutputStream> writing(Writing content) {
    return stream -> {
      try {
        content.to(stream);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    };
  }

  static Stream<Throwable> failures() {
    return Stream.of(
        new IOException("disk full"), new IllegalStateException(), new OutOfMemoryError());
  }

  @ParameterizedTest
  @MethodSource("failures")
  void afterAFailureOnlyTheOldFileIsThere(Throwable failure) throws IOException {
    Path path = Files.writeString(folder.resolve("file"), "old");
    Consumer<OutputStream> failing =
        writing(
            stream -> {
              stream.write("new".getBytes(UTF_8));
              AtomicFileTest.<RuntimeException>sneakilyThrow(failure);
            });
    Throwable thrown = assertThrows(Throwable.class, () -> AtomicFile.replace(path, failing));
    if (thrown instanceof UncheckedIOException unchecked) {
      assertSame(failure, unchecked.getCause());
      assertEquals(
          "[file] %s cannot be written: expected a folder and a file that can be written to, got %s."
              .formatted(path, failure),
          unchecked.getMessage());
    } else {
      assertSame(failure, thrown);
    }
    assertEquals("old", Files.readString(path));
    assertEquals(List.of(path), files());
  }

  @SuppressWarnings("unchecked")
  private static <E extends Throwable> void sneakilyThrow(Throwable failure) throws E {
    throw (E) failure;
  }

  @Test
  void anInterruptBreaksNothingAndStays() throws IOException {
    Path path = Files.writeString(folder.resolve("file"), "old");
    Thread.currentThread().interrupt();
    AtomicFile.replace(path, "new".getBytes(UTF_8));
    assertTrue(Thread.interrupted());
    assertEquals("new", Files.readString(path));
    assertEquals(List.of(path), files());
  }

  @Test
  void aSymbolicLinkStaysAndItsFileIsReplaced() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "old");
    Path link = Files.createSymbolicLink(folder.resolve("link"), file);
    AtomicFile.replace(link, "new".getBytes(UTF_8));
    assertTrue(Files.isSymbolicLink(link));
    assertEquals("new", Files.readString(file));
  }

  @Test
  void aNewFileHasTheUsualPermissions() throws IOException {
    assumeTrue(Files.getFileStore(folder).supportsFileAttributeView("posix"));
    Path usual = Files.createFile(folder.resolve("usual"));
    Path path = folder.resolve("file");
    AtomicFile.replace(path, stream -> {});
    assertEquals(Files.getPosixFilePermissions(usual), Files.getPosixFilePermissions(path));
  }

  @Test
  void aDirectoryIsNotReplaced() throws IOException {
    Path directory = Files.createDirectory(folder.resolve("directory"));
    assertThrows(UncheckedIOException.class, () -> AtomicFile.replace(directory, stream -> {}));
    assertTrue(Files.isDirectory(directory));
    assertEquals(List.of(directory), files());
  }

  @Test
  void theDirectoryMustExist() {
    Path path = folder.resolve("missing").resolve("file");
    UncheckedIOException e =
        assertThrows(UncheckedIOException.class, () -> AtomicFile.replace(path, stream -> {}));
    assertInstanceOf(NoSuchFileException.class, e.getCause());
    assertFalse(Files.exists(path.getParent()));
  }

  @Test
  void aCompleteFileIsMovedOverTheOldOne() throws IOException {
    Path path = Files.writeString(folder.resolve("file"), "old");
    Path complete = Files.writeString(folder.resolve("complete"), "new");
    AtomicFile.move(complete, path);
    assertEquals("new", Files.readString(path));
    assertEquals(List.of(path), files());
    assertThrows(UncheckedIOException.class, () -> AtomicFile.move(complete, path));
    assertEquals("new", Files.readString(path));
  }
}
