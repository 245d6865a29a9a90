package org.gradus.datasets.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.gradus.datasets.location.MalformedFileException;

/**
 * Reads the files in a zip archive, a tar archive or one compressed with gzip, as its content says.
 *
 * <pre>{@code
 * byte[] names = Archive.of(path).read("cifar-10-batches-bin/batches.meta.txt");
 * }</pre>
 *
 * <p>Entries are read into memory, one after the other, and never written to the disk. Before
 * anything of an entry is handed out all of it has been read, and for zip compared with its
 * checksum. An archive may come from anybody: names that lead out of a folder, links, devices,
 * encrypted or repeated entries and whatever exceeds the {@linkplain ArchiveLimits limits} are
 * refused. Names have slashes and no leading {@code ./}; folders are left out.
 */
public final class Archive {
  private final Path path;
  private final ArchiveLimits limits;

  private Archive(Path path, ArchiveLimits limits) {
    this.path = path;
    this.limits = limits;
  }

  /** Returns the archive of a file, with the {@linkplain ArchiveLimits#standard usual limits}. */
  public static Archive of(Path path) {
    return new Archive(path, ArchiveLimits.standard());
  }

  /** Returns the archive with other limits. */
  public Archive within(ArchiveLimits others) {
    return new Archive(path, others);
  }

  /**
   * Reads one file.
   *
   * @throws MalformedFileException if there is no such file, or the archive is not valid or exceeds
   *     the limits
   * @throws java.io.UncheckedIOException if the archive cannot be read
   */
  public byte[] read(String name) {
    Map<String, byte[]> found = read(name::equals);
    byte[] content = found.get(name);
    if (content == null) {
      throw MalformedFileException.of(
          path.toString(), "a file is missing in the archive", "\"" + name + "\"", "none");
    }
    return content;
  }

  /**
   * Reads some files, all into memory.
   *
   * @param wanted which, by name
   * @return what they contain, by name, in the order of the archive
   * @throws MalformedFileException if the archive is not valid or exceeds the limits
   * @throws java.io.UncheckedIOException if the archive cannot be read
   */
  public Map<String, byte[]> read(Predicate<String> wanted) {
    Map<String, byte[]> found = new LinkedHashMap<>();
    forEach(wanted, found::put);
    return found;
  }

  /**
   * Reads some files, one at a time.
   *
   * @param wanted which, by name
   * @param action is given the name and the content of each, in the order of the archive
   * @throws MalformedFileException if the archive is not valid or exceeds the limits; the action
   *     may have had files before
   * @throws java.io.UncheckedIOException if the archive cannot be read
   */
  public void forEach(Predicate<String> wanted, BiConsumer<String, byte[]> action) {
    try {
      EntryChecks checks = new EntryChecks(path, Files.size(path), limits);
      if (isZip()) {
        ZipEntries.forEach(path, checks, wanted, action);
      } else {
        TarEntries.forEach(path, checks, wanted, action);
      }
    } catch (FileSystemException e) {
      throw MalformedFileException.whileReading(path.toString(), e);
    } catch (IOException e) {
      MalformedFileException malformed =
          MalformedFileException.of(
              path.toString(),
              "the archive is not valid",
              "zip, tar or tar.gz",
              String.valueOf(e.getMessage()));
      malformed.initCause(e);
      throw malformed;
    }
  }

  private boolean isZip() throws IOException {
    try (InputStream file = Files.newInputStream(path)) {
      return file.read() == 'P' && file.read() == 'K';
    }
  }
}
