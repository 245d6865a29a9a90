package org.gradus.datasets.archive;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.gradus.datasets.location.MalformedFileException;

/** A stream that fails once more has come out of it than may. */
final class BoundedStream extends FilterInputStream {
  private final String source;
  private final long most;
  private long left;

  /**
   * Bounds a stream.
   *
   * @param source what messages call it
   * @param most the largest number of bytes
   */
  BoundedStream(InputStream in, String source, long most) {
    super(in);
    this.source = source;
    this.most = most;
    this.left = most;
  }

  @Override
  public int read() throws IOException {
    int value = super.read();
    count(value < 0 ? 0 : 1);
    return value;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int read = super.read(bytes, offset, length);
    count(Math.max(read, 0));
    return read;
  }

  @Override
  public long skip(long bytes) throws IOException {
    long skipped = super.skip(bytes);
    count(skipped);
    return skipped;
  }

  private void count(long bytes) {
    left -= bytes;
    if (left < 0) {
      throw MalformedFileException.of(
          source,
          "the content is too large when decompressed",
          "at most " + most + " bytes",
          "more",
          "the limits can be raised, if the file is trusted");
    }
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
