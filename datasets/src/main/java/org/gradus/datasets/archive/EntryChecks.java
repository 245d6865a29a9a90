package org.gradus.datasets.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.stream.Stream;
import org.gradus.datasets.location.MalformedFileException;

/** What all entries of one archive have to pass. */
final class EntryChecks {
  private final Path path;
  private final ArchiveLimits limits;
  private final Set<String> names = new HashSet<>();
  private long left;

  /**
   * Begins to check.
   *
   * @param size of the archive in bytes
   */
  EntryChecks(Path path, long size, ArchiveLimits limits) {
    this.path = path;
    this.limits = limits;
    this.left = limits.bytesFrom(size);
  }

  ArchiveLimits limits() {
    return limits;
  }

  /** Checks the next entry's name, and returns it without a leading {@code ./}. */
  String admit(String entry) {
    String name = entry.startsWith("./") ? entry.substring(2) : entry;
    if (name.length() > limits.nameLength()) {
      throw malformed(
          "the name of an entry is too long",
          "at most " + limits.nameLength() + " characters",
          Integer.toString(name.length()));
    }
    if (!isInside(name)) {
      throw malformed(
          "the name of an entry leads out of the archive", "names of folders and a file", entry);
    }
    if (!names.add(name)) {
      throw malformed("two entries have one name", "different names", entry);
    }
    if (names.size() > limits.entries()) {
      throw malformed("there are too many entries", "at most " + limits.entries(), "more");
    }
    return name;
  }

  private static boolean isInside(String name) {
    boolean plain =
        name.chars().noneMatch(c -> c < ' ' || c == '\\' || c == ':') && !name.startsWith("/");
    return plain && Stream.of(name.split("/", -1)).noneMatch(".."::equals);
  }

  /** Reads an entry. */
  byte[] read(String name, InputStream stream) throws IOException {
    long most = Math.min(limits.entryBytes(), left);
    byte[] content = new BoundedStream(stream, path + "!" + name, most).readAllBytes();
    left -= content.length;
    return content;
  }

  /** Returns the failure that an entry is of no kind that is read. */
  MalformedFileException notAFile(String name, String kind) {
    return MalformedFileException.of(
        path + "!" + name, "the entry is of no use", "a regular file", kind);
  }

  /** Returns the failure that an entry's bytes are not those that were put in. */
  MalformedFileException damaged(String name, long expected, long got) {
    return MalformedFileException.of(
        path + "!" + name, "the content is damaged", "a CRC-32 of " + hex(expected), hex(got));
  }

  private static String hex(long crc) {
    return HexFormat.of().toHexDigits(crc, Integer.BYTES * 2);
  }

  private MalformedFileException malformed(String problem, String expected, String got) {
    return MalformedFileException.of(path.toString(), problem, expected, got);
  }
}
