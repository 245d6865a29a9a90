package org.gradus.datasets.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.gradus.datasets.location.MalformedFileException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GzipTest {
  private static final byte[] HELLO = "hello".getBytes(UTF_8);

  @TempDir private Path folder;

  private Path compressed(byte[] content) throws IOException {
    Path path = folder.resolve("file.gz");
    try (OutputStream stream = new GZIPOutputStream(Files.newOutputStream(path))) {
      stream.write(content);
    }
    return path;
  }

  private static byte[] read(Path path) throws IOException {
    try (InputStream stream = Gzip.open(path, ArchiveLimits.standard().withBytes(1, 1 << 21))) {
      return stream.readAllBytes();
    }
  }

  @Test
  void theContentSaysWhetherItIsCompressed() throws IOException {
    assertArrayEquals(HELLO, read(compressed(HELLO)));
    assertArrayEquals(HELLO, read(Files.write(folder.resolve("plain.gz"), HELLO)));
    assertArrayEquals(new byte[0], read(Files.createFile(folder.resolve("empty.gz"))));
  }

  @Test
  void whatIsTooLargeIsNotRead() throws IOException {
    Path path = compressed(new byte[1 << 22]);

    MalformedFileException e = assertThrows(MalformedFileException.class, () -> read(path));

    assertEquals(
        ("[%s] the content is too large when decompressed: expected at most %s bytes, got more."
                + " Hint: the limits can be raised, if the file is trusted.")
            .formatted(path, Math.max(1 << 20, 200 * Files.size(path))),
        e.getMessage());
  }

  @Test
  void skippingCounts() throws IOException {
    Path path = compressed(new byte[1 << 22]);
    try (InputStream stream = Gzip.open(path, ArchiveLimits.standard())) {
      assertThrows(MalformedFileException.class, () -> stream.skipNBytes(1 << 22));
    }
  }

  @Test
  void whatOnlyBeginsLikeGzipIsRefused() throws IOException {
    Path path = Files.write(folder.resolve("file"), new byte[] {0x1f, (byte) 0x8b, 99, 0, 0, 0});

    MalformedFileException e = assertThrows(MalformedFileException.class, () -> read(path));

    assertEquals(path.toString(), e.source());
  }
}
