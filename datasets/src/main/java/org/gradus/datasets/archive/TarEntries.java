package org.gradus.datasets.archive;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** The files in a tar archive, which may be compressed with gzip. */
final class TarEntries {
  private TarEntries() {}

  static void forEach(
      Path path, EntryChecks checks, Predicate<String> wanted, BiConsumer<String, byte[]> action)
      throws IOException {
    try (InputStream stream = Gzip.open(path, checks.limits());
        TarArchiveInputStream tar = new TarArchiveInputStream(stream, UTF_8.name())) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        String name = checks.admit(entry.getName());
        if (entry.isDirectory()) {
          continue;
        }
        requireFile(entry, checks, name);
        if (wanted.test(name)) {
          action.accept(name, checks.read(name, tar));
        }
      }
    }
  }

  private static void requireFile(TarArchiveEntry entry, EntryChecks checks, String name) {
    if (entry.isSparse()) {
      throw checks.notAFile(name, "a sparse file");
    }
    switch (entry.getLinkFlag()) {
      case TarConstants.LF_OLDNORM, TarConstants.LF_NORMAL, TarConstants.LF_CONTIG -> {}
      case TarConstants.LF_LINK, TarConstants.LF_SYMLINK -> throw checks.notAFile(name, "a link");
      default -> throw checks.notAFile(name, "another kind of file");
    }
  }
}
