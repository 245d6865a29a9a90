package org.gradus.datasets.archive;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.UnixStat;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

/** Makes archives, also such as no honest program makes. */
enum Packing {
  ZIP,
  STORED_ZIP,
  TAR,
  TAR_GZ;

  /** An entry, of a kind that tar has. */
  record Entry(String name, byte kind, byte[] content) {}

  static Entry file(String name, byte[] content) {
    return new Entry(
        name, name.endsWith("/") ? TarConstants.LF_DIR : TarConstants.LF_NORMAL, content);
  }

  static Entry link(String name, String target) {
    return new Entry(name, TarConstants.LF_SYMLINK, target.getBytes(UTF_8));
  }

  /** Writes an archive, and returns its path. */
  Path write(Path path, List<Entry> entries) {
    try (OutputStream file = Files.newOutputStream(path)) {
      switch (this) {
        case ZIP -> zip(file, entries, ZipArchiveOutputStream.DEFLATED);
        case STORED_ZIP -> zip(file, entries, ZipArchiveOutputStream.STORED);
        case TAR -> tar(file, entries);
        case TAR_GZ -> {
          try (GZIPOutputStream compressed = new GZIPOutputStream(file)) {
            tar(compressed, entries);
          }
        }
      }
      return path;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void zip(OutputStream file, List<Entry> entries, int method) throws IOException {
    try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(file)) {
      for (Entry entry : entries) {
        ZipArchiveEntry header = new ZipArchiveEntry(entry.name());
        header.setMethod(method);
        header.setSize(entry.content().length);
        header.setCrc(crc(entry.content()));
        if (entry.kind() == TarConstants.LF_SYMLINK) {
          header.setUnixMode(UnixStat.LINK_FLAG | UnixStat.DEFAULT_LINK_PERM);
        }
        zip.putArchiveEntry(header);
        zip.write(entry.content());
        zip.closeArchiveEntry();
      }
    }
  }

  private static long crc(byte[] content) {
    CRC32 crc = new CRC32();
    crc.update(content);
    return crc.getValue();
  }

  private static void tar(OutputStream file, List<Entry> entries) throws IOException {
    TarArchiveOutputStream tar = new TarArchiveOutputStream(file);
    tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_GNU);
    for (Entry entry : entries) {
      TarArchiveEntry header = new TarArchiveEntry(entry.name(), entry.kind(), true);
      boolean hasContent = entry.kind() == TarConstants.LF_NORMAL;
      if (hasContent) {
        header.setSize(entry.content().length);
      } else {
        header.setLinkName(new String(entry.content(), UTF_8));
      }
      tar.putArchiveEntry(header);
      if (hasContent) {
        tar.write(entry.content());
      }
      tar.closeArchiveEntry();
    }
    tar.finish();
  }
}
