package org.gradus.datasets.cifar;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gradus.datasets.archive.Archive;
import org.gradus.datasets.archive.ArchiveLimits;
import org.gradus.datasets.location.MalformedFileException;

/** Reads files out of the published archives. */
final class CifarArchive {
  /** More than the archives need: 184 MB in some ten files, the largest of 154 MB. */
  static final ArchiveLimits LIMITS =
      ArchiveLimits.standard().withEntries(100).withBytes(1 << 28, 1 << 28);

  private CifarArchive() {}

  /**
   * Returns what files of an archive contain, in the order asked for.
   *
   * @throws MalformedFileException if one is missing
   */
  static Map<String, byte[]> read(Path path, List<String> names) {
    Map<String, byte[]> found = Archive.of(path).within(LIMITS).read(names::contains);
    Map<String, byte[]> inOrder = new LinkedHashMap<>();
    for (String name : names) {
      byte[] content = found.get(name);
      if (content == null) {
        throw MalformedFileException.of(
            path.toString(),
            "a file is missing in the archive",
            String.join(", ", names),
            String.join(", ", found.keySet()));
      }
      inOrder.put(name, content);
    }
    return inOrder;
  }
}
