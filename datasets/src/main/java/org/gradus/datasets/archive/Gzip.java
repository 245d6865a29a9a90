package org.gradus.datasets.archive;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.gradus.datasets.location.MalformedFileException;

/** Opens files that may be compressed with gzip (RFC 1952), as their content says. */
public final class Gzip {
  private static final int BUFFER = 1 << 16;
  private static final int FIRST_MAGIC = 0x1f;
  private static final int SECOND_MAGIC = 0x8b;

  private Gzip() {}

  /**
   * Opens a file, and decompresses it while it is read if it is compressed with gzip. Reading
   * throws {@link MalformedFileException} once more comes out than the limits say, and {@link
   * java.util.zip.ZipException} if the content is damaged.
   *
   * @throws MalformedFileException if the file begins like gzip and is not
   * @throws java.io.UncheckedIOException if the file cannot be read
   */
  public static InputStream open(Path path, ArchiveLimits limits) {
    try {
      long size = Files.size(path);
      BufferedInputStream file = new BufferedInputStream(Files.newInputStream(path), BUFFER);
      try {
        return isCompressed(file)
            ? new BoundedStream(
                new GZIPInputStream(file, BUFFER), path.toString(), limits.bytesFrom(size))
            : file;
      } catch (IOException e) {
        file.close();
        throw e;
      }
    } catch (IOException e) {
      throw MalformedFileException.whileReading(path.toString(), e);
    }
  }

  private static boolean isCompressed(BufferedInputStream file) throws IOException {
    file.mark(2);
    boolean compressed = file.read() == FIRST_MAGIC && file.read() == SECOND_MAGIC;
    file.reset();
    return compressed;
  }
}
