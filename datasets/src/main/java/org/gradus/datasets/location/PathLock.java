package org.gradus.datasets.location;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Lets one thread of one process at a time do something; the others wait. Systems let go of the
 * lock when a process dies. The file of the lock stays: who deletes it splits those who wait.
 */
final class PathLock implements AutoCloseable {
  private static final Logger LOGGER = System.getLogger(PathLock.class.getName());
  private static final long MILLIS_BETWEEN_TRIES = 50;

  private final FileChannel channel;

  private PathLock(FileChannel channel) {
    this.channel = channel;
  }

  /** Waits until nobody else has the lock of this file, and takes it. */
  static PathLock acquire(Path file) throws IOException, InterruptedException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (!isFree(channel)) {
        LOGGER.log(Level.INFO, "[data] waiting for somebody else''s download: {0}", file);
        do {
          Thread.sleep(MILLIS_BETWEEN_TRIES);
        } while (!isFree(channel));
      }
      return new PathLock(channel);
    } catch (IOException | InterruptedException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** Takes the lock if no other process has it, nor another thread of this one. */
  private static boolean isFree(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException byAnotherThread) {
      return false;
    }
  }

  /** Gives the lock back. */
  @Override
  public void close() throws IOException {
    channel.close();
  }
}
