package org.gradus.core.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** Folders that files are written into. */
public final class Folders {
  private Folders() {}

  /**
   * Makes a folder and those above it, unless it is there.
   *
   * @param folder may be a link to a folder
   * @throws UncheckedIOException if it cannot be made
   */
  public static void make(Path folder) {
    try {
      // A link to a folder is none to createDirectories, before JDK 20.
      if (!Files.isDirectory(folder)) {
        Files.createDirectories(folder);
      }
    } catch (IOException e) {
      throw failure("made", folder, e);
    }
  }

  /**
   * Makes a folder and those above it, unless it is there, and proves that it can be written to: so
   * that who will write in an hour hears of it now. Only making a file proves it, since the rights
   * say little to administrators and nothing of file systems that are full or read-only.
   *
   * @throws UncheckedIOException if it cannot be made or written to
   */
  public static void makeWritable(Path folder) {
    make(folder);
    try {
      Files.delete(Files.createFile(AtomicFile.beside(folder)));
    } catch (IOException e) {
      throw failure("written to", folder, e);
    }
  }

  /**
   * Makes the folder of a file writable, as {@link #makeWritable} does.
   *
   * @throws UncheckedIOException if it cannot be made or written to
   */
  public static void makeWritableFor(Path file) {
    makeWritable(of(file));
  }

  /** Returns the folder that a file is in. */
  static Path of(Path file) {
    return Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file has a folder");
  }

  private static UncheckedIOException failure(String what, Path folder, IOException e) {
    return new UncheckedIOException(
        "[folder] %s cannot be %s: expected a folder that can be written to, got %s."
            .formatted(folder, what, e),
        e);
  }
}
