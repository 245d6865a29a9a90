package org.gradus.datasets.location;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Checks that files are what they have to be, without reading large ones each time.
 *
 * <p>The size is compared always. The checksum is computed once; that it was right is recorded with
 * the file's size and time of modification, and holds while they stay the same. What changes a file
 * without changing either, such as a failing disk, is left to the check that its format has (gzip
 * and zip: CRC-32). The record is in the cache, also for files elsewhere; where it cannot be
 * written, the checksum is computed each time.
 */
final class Verification {
  private static final Logger LOGGER = System.getLogger(Verification.class.getName());

  private final Path records;

  /**
   * Creates a check.
   *
   * @param records the folder of the records, which need not exist
   */
  Verification(Path records) {
    this.records = records;
  }

  /** Returns what is wrong with a file in place of the expected one, or nothing. */
  Optional<String> problem(DataFile expected, Path path) throws IOException {
    if (!Files.exists(path)) {
      return Optional.of("it is not there");
    }
    if (!Files.isRegularFile(path)) {
      return Optional.of("it is not a file");
    }
    long size = Files.size(path);
    if (size != expected.size()) {
      return Optional.of("it has %s bytes".formatted(size));
    }
    if (line(expected, path).equals(read(records.resolve(expected.path())))) {
      return Optional.empty();
    }
    Checksum found = expected.checksum().of(path);
    if (!found.equals(expected.checksum())) {
      return Optional.of("it has the " + found);
    }
    record(expected, path);
    return Optional.empty();
  }

  /** Records that the file's checksum is right, as the caller has found. */
  void record(DataFile expected, Path path) throws IOException {
    String line = line(expected, path);
    Path record = records.resolve(expected.path());
    try {
      Files.createDirectories(record.getParent());
      Files.writeString(record, line);
    } catch (IOException e) {
      LOGGER.log(Level.DEBUG, "a checksum is not recorded", e);
    }
  }

  private static String line(DataFile expected, Path path) throws IOException {
    return "%s, %s bytes, %s: %s"
        .formatted(
            expected.checksum(),
            expected.size(),
            Files.getLastModifiedTime(path),
            path.toAbsolutePath());
  }

  private static String read(Path record) {
    try {
      return Files.readString(record);
    } catch (IOException none) {
      return "";
    }
  }
}
