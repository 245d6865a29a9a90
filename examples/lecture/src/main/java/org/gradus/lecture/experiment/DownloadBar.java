package org.gradus.lecture.experiment;

import java.util.Optional;
import org.gradus.datasets.location.DataFile;
import org.gradus.datasets.location.DownloadProgress;
import org.gradus.optimizers.listener.TextProgress;

/**
 * Shows a bar for each file that is downloaded, in kB, from its first bytes to its last ones, or
 * until this is closed because they do not come.
 */
final class DownloadBar implements DownloadProgress, AutoCloseable {
  private static final long KILOBYTE = 1000;

  private final Opening opening;
  private Optional<DataFile> shown = Optional.empty();
  private Optional<TextProgress> bar = Optional.empty();

  /** Opens the bar of a file. */
  @FunctionalInterface
  interface Opening {
    TextProgress bar(String task, long steps);
  }

  /**
   * Creates bars of which none is shown yet.
   *
   * @param opening opens each
   */
  DownloadBar(Opening opening) {
    this.opening = opening;
  }

  /** Several threads may read data sets at once; then the bar is that of the last to report. */
  @Override
  public synchronized void received(DataFile file, long bytes) {
    if (shown.filter(file::equals).isEmpty()) {
      close();
      shown = Optional.of(file);
      bar = Optional.of(opening.bar(name(file) + ", kB", kilobytes(file.size())));
    }
    bar.ifPresent(open -> open.stepTo(kilobytes(bytes)));
    if (bytes == file.size()) {
      close();
    }
  }

  private static String name(DataFile file) {
    return file.path().substring(file.path().lastIndexOf('/') + 1);
  }

  private static long kilobytes(long bytes) {
    return (bytes + KILOBYTE - 1) / KILOBYTE;
  }

  @Override
  public synchronized void close() {
    bar.ifPresent(TextProgress::close);
    bar = Optional.empty();
    shown = Optional.empty();
  }
}
