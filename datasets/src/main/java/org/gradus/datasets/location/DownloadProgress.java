package org.gradus.datasets.location;

/**
 * Is told how far a download is. A library has no console; a program shows a bar.
 *
 * <p>Called by the thread that waits for the file, some hundred times a second at most in practice:
 * with every block that arrives. It should return at once.
 */
@FunctionalInterface
public interface DownloadProgress {
  /**
   * Is told how much of a file is there: at the start, where an interrupted download is continued
   * more than 0, then more and more up to {@code file.size()}, and less again when it has to start
   * over.
   *
   * @param file what is downloaded
   * @param bytes how much of it is there, of {@code file.size()}
   */
  void received(DataFile file, long bytes);

  /** Returns the one that does nothing. */
  static DownloadProgress none() {
    return (file, bytes) -> {};
  }
}
