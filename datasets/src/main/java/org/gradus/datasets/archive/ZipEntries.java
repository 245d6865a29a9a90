package org.gradus.datasets.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Collections;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/** The files in a zip archive, as its directory lists them. */
final class ZipEntries {
  private static final int KIND = 0xf000;
  private static final int REGULAR = 0x8000;

  private ZipEntries() {}

  static void forEach(
      Path path, EntryChecks checks, Predicate<String> wanted, BiConsumer<String, byte[]> action)
      throws IOException {
    try (ZipFile zip = ZipFile.builder().setPath(path).get()) {
      for (ZipArchiveEntry entry : Collections.list(zip.getEntriesInPhysicalOrder())) {
        String name = checks.admit(entry.getName());
        if (entry.isDirectory()) {
          continue;
        }
        requireFile(entry, checks, name);
        if (wanted.test(name)) {
          if (!zip.canReadEntryData(entry)) {
            throw checks.notAFile(name, "one that is encrypted or compressed in an unknown way");
          }
          action.accept(name, read(zip, entry, checks, name));
        }
      }
    }
  }

  /** Unix programs say in the mode whether an entry is a link or a device; others say nothing. */
  private static void requireFile(ZipArchiveEntry entry, EntryChecks checks, String name) {
    int kind = entry.getUnixMode() & KIND;
    if (kind != 0 && kind != REGULAR) {
      throw checks.notAFile(name, entry.isUnixSymlink() ? "a link" : "another kind of file");
    }
  }

  private static byte[] read(ZipFile zip, ZipArchiveEntry entry, EntryChecks checks, String name)
      throws IOException {
    byte[] content;
    try (InputStream stream = zip.getInputStream(entry)) {
      content = checks.read(name, stream);
    }
    CRC32 crc = new CRC32();
    crc.update(content);
    if (crc.getValue() != entry.getCrc()) {
      throw checks.damaged(name, entry.getCrc(), crc.getValue());
    }
    return content;
  }
}
