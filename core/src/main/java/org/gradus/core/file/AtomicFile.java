package org.gradus.core.file;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Replaces files such that at any instant, also of a power failure, a path has either the old
 * content or the whole new one. An interrupt of the thread does not break the writing, and stays.
 */
public final class AtomicFile {
  private static final Pattern REMAINDER = Pattern.compile("\\.gradus-[0-9a-f-]{36}\\.tmp");

  private AtomicFile() {}

  /**
   * Replaces a file, or creates it: {@link #replace(Path, Consumer)}.
   *
   * @throws UncheckedIOException if it cannot be written; the old file is then unchanged
   */
  public static void replace(Path path, byte[] content) {
    replace(
        path,
        stream -> {
          try {
            stream.write(content);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  /**
   * Replaces a file, or creates it. The new one is written beside the path, forced to the device
   * and moved to the path. Of a symbolic link the file that it points to is replaced. On failure
   * nothing is left beside it.
   *
   * @param path in a folder that exists
   * @param content writes it; what it throws is thrown
   * @throws UncheckedIOException if it cannot be written; the old file is then unchanged
   */
  public static void replace(Path path, Consumer<OutputStream> content) {
    try {
      boolean exists = Files.exists(path);
      if (exists && !Files.isRegularFile(path)) {
        throw new FileSystemException(path.toString(), null, "not a regular file");
      }
      Path target = exists ? path.toRealPath() : path.toAbsolutePath();
      Path temporary = beside(Folders.of(target));
      try {
        write(temporary, content);
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
      } catch (IOException | RuntimeException | Error e) {
        deleteAfter(e, temporary);
        throw e;
      }
      forceDirectory(Folders.of(target));
    } catch (IOException e) {
      throw failure(path, e);
    }
  }

  /**
   * Moves a file that is complete to its place, such that also after a power failure all of it is
   * there or what was there before.
   *
   * @param complete in the same file system as the path
   * @throws UncheckedIOException if it cannot be moved; both files are then unchanged
   */
  public static void move(Path complete, Path path) {
    try {
      force(complete, StandardOpenOption.WRITE);
      Files.move(complete, path, StandardCopyOption.ATOMIC_MOVE);
      forceDirectory(Folders.of(path));
    } catch (IOException e) {
      throw failure(path, e);
    }
  }

  /**
   * Returns whether a file has a name as those have that are being written: if nobody does that, it
   * is what a killed process left.
   */
  public static boolean isRemainder(Path file) {
    return REMAINDER.matcher(String.valueOf(file.getFileName())).matches();
  }

  /** Returns a path of a new file in a folder. */
  static Path beside(Path folder) {
    // Not Files.createTempFile, whose files only the owner may read.
    return folder.resolve(".gradus-" + UUID.randomUUID() + ".tmp");
  }

  private static void write(Path file, Consumer<OutputStream> content) throws IOException {
    // Such a stream is not closed by an interrupt, as a channel is.
    try (OutputStream stream = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW)) {
      content.accept(stream);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    force(file, StandardOpenOption.WRITE);
  }

  private static void deleteAfter(Throwable failure, Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  /** Makes a move durable where the system can open directories, which Windows cannot. */
  private static void forceDirectory(Path directory) throws IOException {
    try {
      FileChannel.open(directory, StandardOpenOption.READ).close();
    } catch (IOException unsupported) {
      return;
    }
    force(directory, StandardOpenOption.READ);
  }

  /** Forces what was written to the device, also if the thread is interrupted, which it stays. */
  private static void force(Path path, OpenOption option) throws IOException {
    boolean interrupted = false;
    try {
      boolean forced = false;
      while (!forced) {
        try (FileChannel channel = FileChannel.open(path, option)) {
          channel.force(true);
          forced = true;
        } catch (ClosedByInterruptException e) {
          interrupted |= Thread.interrupted();
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static UncheckedIOException failure(Path path, IOException e) {
    return new UncheckedIOException(
        "[file] %s cannot be written: expected a folder and a file that can be written to, got %s."
            .formatted(path, e),
        e);
  }
}
