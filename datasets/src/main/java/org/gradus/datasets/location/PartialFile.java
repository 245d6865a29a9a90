package org.gradus.datasets.location;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.gradus.core.file.AtomicFile;

/**
 * What has been downloaded of a file so far, beside the place where the whole will be. It outlives
 * the process. A small file beside it says from which address it came and in which version.
 *
 * <p>Failures here are of this machine, not of a mirror: all methods throw {@link
 * UncheckedIOException}s with a message for the user.
 */
final class PartialFile implements AutoCloseable {
  /** Opens a file to write behind its end; tests put full disks in its place. */
  @FunctionalInterface
  interface Opener {
    WritableByteChannel append(Path path) throws IOException;
  }

  private final DataFile file;
  private final Path target;
  private final Path path;
  private final Path origin;
  private final WritableByteChannel channel;
  private long size;

  private PartialFile(DataFile file, Path target, Path path, Path origin, Opener opener)
      throws IOException {
    this.file = file;
    this.target = target;
    this.path = path;
    this.origin = origin;
    this.channel = opener.append(path);
    this.size = Files.size(path);
  }

  /**
   * Opens what there is of a file.
   *
   * @param target where the whole file will be
   */
  static PartialFile open(DataFile file, Path target, Opener opener) {
    Path path = target.resolveSibling(target.getFileName() + ".part");
    try {
      return new PartialFile(
          file, target, path, path.resolveSibling(path.getFileName() + ".origin"), opener);
    } catch (IOException e) {
      throw failed(file, target, e);
    }
  }

  /** Opens a file of the system. */
  static FileChannel appendTo(Path path) throws IOException {
    return FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  /** Returns a failure of this machine, with a message for the user. */
  static UncheckedIOException failed(DataFile file, Path target, IOException cause) {
    if (cause instanceof ClosedByInterruptException) {
      return interrupted(file, cause);
    }
    return new UncheckedIOException(
        ("[%s] the file cannot be stored: expected %s bytes at %s, got %s. Hint: another cache"
                + " folder is set with the environment variable %s, or with -D%s=FOLDER.")
            .formatted(
                file.path(),
                file.size(),
                target,
                cause,
                StandardFolders.CACHE_VARIABLE,
                StandardFolders.CACHE_PROPERTY),
        cause);
  }

  /** Returns the failure that a download was interrupted. */
  static UncheckedIOException interrupted(DataFile file, Exception cause) {
    InterruptedIOException interruption = new InterruptedIOException(file.path());
    interruption.initCause(cause);
    return new UncheckedIOException(
        "[%s] the download was interrupted.".formatted(file.path()), interruption);
  }

  /** Returns how much there is, in bytes. */
  long size() {
    return size;
  }

  /** Returns the version, as its server calls it, of what is here, if it came from this address. */
  Optional<String> versionFrom(URI mirror) {
    try {
      List<String> lines = Files.exists(origin) ? Files.readAllLines(origin) : List.of();
      return lines.size() == 2 && lines.get(0).equals(mirror.toString())
          ? Optional.of(lines.get(1))
          : Optional.empty();
    } catch (IOException e) {
      throw failed(file, target, e);
    }
  }

  /** Begins anew. */
  void clear() {
    try (FileChannel truncated = FileChannel.open(path, StandardOpenOption.WRITE)) {
      Files.deleteIfExists(origin);
      truncated.truncate(0);
      size = 0;
    } catch (IOException e) {
      throw failed(file, target, e);
    }
  }

  /** Remembers where what follows comes from. */
  void begin(URI mirror, Optional<String> version) {
    clear();
    if (version.isPresent()) {
      try {
        Files.write(origin, List.of(mirror.toString(), version.get()));
      } catch (IOException e) {
        throw failed(file, target, e);
      }
    }
  }

  /** Adds what a server has sent. */
  void append(ByteBuffer bytes) {
    try {
      while (bytes.hasRemaining()) {
        size += channel.write(bytes);
      }
    } catch (IOException e) {
      throw failed(file, target, e);
    }
  }

  /** Returns the checksum of what there is. */
  Checksum checksum() {
    try {
      return file.checksum().of(path);
    } catch (IOException e) {
      throw failed(file, target, e);
    }
  }

  /** Puts it in its place, such that also after a power failure all of it is there or nothing. */
  void finish() {
    close();
    try {
      AtomicFile.move(path, target);
      Files.deleteIfExists(origin);
    } catch (UncheckedIOException e) {
      throw failed(file, target, Objects.requireNonNull(e.getCause()));
    } catch (IOException e) {
      throw failed(file, target, e);
    }
  }

  /** Closes the file and leaves what there is, to be continued. */
  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw failed(file, target, e);
    }
  }
}
