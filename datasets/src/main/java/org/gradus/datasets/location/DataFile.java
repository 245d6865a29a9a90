package org.gradus.datasets.location;

import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A file of a data set: its name, what it has to be, and where it can be had.
 *
 * @param path its name below a data folder, with slashes: {@code mnist/train-labels-idx1-ubyte.gz}
 * @param size its length in bytes
 * @param checksum of its bytes
 * @param licence who made it and under which terms it may be used, in a sentence or two
 * @param mirrors where it is downloaded from, the first that works; none if it must be put in place
 */
public record DataFile(
    String path, long size, Checksum checksum, String licence, List<URI> mirrors) {

  private static final Set<String> SCHEMES = Set.of("http", "https");

  /**
   * Checks the path, the size and the mirrors.
   *
   * @throws IllegalArgumentException if the path is not one below a folder on every system, the
   *     size is negative, or a mirror is not a URL of HTTP
   */
  public DataFile {
    mirrors = List.copyOf(mirrors);
    if (!Stream.of(path.split("/", -1)).allMatch(DataFile::isName)) {
      throw new IllegalArgumentException(
          ("[data-file] path is malformed: expected names of letters, digits, '.', '_' and '-', the"
                  + " first not a '.', with '/' between them, got \"%s\".")
              .formatted(path));
    }
    if (size < 0) {
      throw new IllegalArgumentException(
          "[data-file] size is out of range: expected at least 0, got %s.".formatted(size));
    }
    for (URI mirror : mirrors) {
      if (mirror.getScheme() == null || !SCHEMES.contains(mirror.getScheme())) {
        throw new IllegalArgumentException(
            "[data-file] a mirror cannot be read: expected a URL of http or https, got \"%s\"."
                .formatted(mirror));
      }
    }
  }

  private static boolean isName(String segment) {
    return segment.matches("[A-Za-z0-9_-][A-Za-z0-9._-]*");
  }

  /**
   * Returns a file with mirrors given as text.
   *
   * @throws IllegalArgumentException as the constructor, or if a mirror is not a URL
   */
  public static DataFile of(
      String path, long size, Checksum checksum, String licence, String... mirrors) {
    return new DataFile(
        path, size, checksum, licence, Stream.of(mirrors).map(URI::create).toList());
  }
}
