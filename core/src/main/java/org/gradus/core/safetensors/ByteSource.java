package org.gradus.core.safetensors;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;

/** Bytes that can be read at any position, by several threads at once. */
interface ByteSource extends AutoCloseable {
  /** Returns the number of bytes. */
  long size();

  /** Fills the rest of the buffer with the bytes from the position on, which must exist. */
  void read(long position, ByteBuffer target);

  @Override
  void close();

  /** Returns the bytes of an array. */
  static ByteSource of(byte[] bytes) {
    return new InMemory(bytes);
  }

  /** Returns the bytes of an open file, which is closed with the source. */
  static ByteSource of(FileChannel channel, Location file) {
    return new InFile(channel, file);
  }

  /** An array. */
  record InMemory(byte[] bytes) implements ByteSource {
    @Override
    public long size() {
      return bytes.length;
    }

    @Override
    public void read(long position, ByteBuffer target) {
      target.put(bytes, Math.toIntExact(position), target.remaining());
    }

    @Override
    public void close() {}
  }

  /**
   * A file.
   *
   * <p>Positional reads rather than a memory map: a map is limited to 2 GiB, cannot be undone
   * before the garbage collector comes by, keeps Windows from replacing the file, and turns another
   * process's truncation of the file into a fault of the JVM where a read reports it.
   */
  record InFile(FileChannel channel, Location file) implements ByteSource {
    /**
     * The JDK keeps a native buffer for each thread, as large as the largest read into an array.
     */
    private static final int MAX_READ = 1 << 18;

    @Override
    public long size() {
      try {
        return channel.size();
      } catch (IOException e) {
        throw file.ioFailure("the file's size cannot be read", "a readable file", e);
      }
    }

    @Override
    public void read(long position, ByteBuffer target) {
      long end = position + target.remaining();
      while (target.hasRemaining()) {
        if (readSome(end - target.remaining(), target) < 0) {
          throw file.failure(
              "the file became shorter while it was open",
              "at least " + end + " bytes",
              Long.toString(end - target.remaining()));
        }
      }
    }

    private int readSome(long position, ByteBuffer target) {
      int limit = target.limit();
      target.limit(target.position() + Math.min(target.remaining(), MAX_READ));
      try {
        return channel.read(target, position);
      } catch (AsynchronousCloseException e) {
        throw file.ioFailure("the file was closed during a read", "an open file", e);
      } catch (ClosedChannelException e) {
        throw new IllegalStateException(
            file.message(
                "the file is closed",
                "reads before close()",
                "one after it",
                "interrupting a thread that reads closes the file too"),
            e);
      } catch (IOException e) {
        throw file.ioFailure("the file cannot be read", "a readable file", e);
      } finally {
        target.limit(limit);
      }
    }

    @Override
    public void close() {
      try {
        channel.close();
      } catch (IOException e) {
        throw file.ioFailure("the file cannot be closed", "no error", e);
      }
    }
  }
}
