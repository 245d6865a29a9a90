package org.gradus.datasets.location;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.gradus.core.plugin.Settings;

/**
 * Finds the files of data sets: in the folders of the user's own data, else in the cache, else by
 * downloading them into the cache.
 *
 * <pre>{@code
 * Path labels = DataHome.standard().locate(Mnist.TRAIN_LABELS);
 * }</pre>
 *
 * <p>Downloads are continued where they broke off, also by a later process, checked, and appear in
 * the cache as a whole or not at all. Threads and processes that need the same file download it
 * once. A file in the cache that is damaged is put aside as {@code NAME.damaged} and downloaded
 * again; one in the user's own folders is left alone. The size is checked at each use, the checksum
 * at the first and whenever the file was modified since.
 *
 * @param data the folders of the user's own data, which are only read
 * @param cache the folder of what was downloaded, made when it is needed
 * @param online whether files may be downloaded
 * @param progress is told how far downloads are
 * @param connectTimeout how long to wait for a connection, above 0
 * @param longestSilence how long to wait for a server's answer, and between two blocks of it
 */
public record DataHome(
    List<Path> data,
    Path cache,
    boolean online,
    DownloadProgress progress,
    Duration connectTimeout,
    Duration longestSilence) {

  private static final String NAME = "data-home";
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration LONGEST_SILENCE = Duration.ofSeconds(30);

  /**
   * Checks the times.
   *
   * @throws IllegalArgumentException if one is not above 0
   */
  public DataHome {
    data = List.copyOf(data);
    requirePositive("connectTimeout", connectTimeout);
    requirePositive("longestSilence", longestSilence);
  }

  private static void requirePositive(String name, Duration time) {
    Settings.require(!time.isNegative() && !time.isZero(), NAME, name, "a time above 0", time);
  }

  /**
   * Returns the folders that this process is told by its environment: the variable {@code
   * GRADUS_DATA} names the folder of the user's own data, if there is one. The cache is where the
   * system property {@code gradus.cache} says, else the variable {@code GRADUS_CACHE}, else {@code
   * gradus} in the system's folder for caches: {@code %LOCALAPPDATA%} on Windows, {@code
   * ~/Library/Caches} on macOS, {@code $XDG_CACHE_HOME} or {@code ~/.cache} elsewhere.
   */
  public static DataHome standard() {
    StandardFolders folders = StandardFolders.ofProcess();
    return new DataHome(
        folders.data(),
        folders.cache(),
        true,
        DownloadProgress.none(),
        CONNECT_TIMEOUT,
        LONGEST_SILENCE);
  }

  /** Returns these folders with others for the user's own data. */
  public DataHome withData(Path... folders) {
    return new DataHome(List.of(folders), cache, online, progress, connectTimeout, longestSilence);
  }

  /** Returns these folders with another cache. */
  public DataHome withCache(Path folder) {
    return new DataHome(data, folder, online, progress, connectTimeout, longestSilence);
  }

  /** Returns these folders such that nothing is downloaded. */
  public DataHome offline() {
    return new DataHome(data, cache, false, progress, connectTimeout, longestSilence);
  }

  /** Returns these folders with somebody who is told how far downloads are. */
  public DataHome withProgress(DownloadProgress told) {
    return new DataHome(data, cache, online, told, connectTimeout, longestSilence);
  }

  /**
   * Returns these folders with other times to wait.
   *
   * @throws IllegalArgumentException if one is not above 0
   */
  public DataHome withTimeouts(Duration connect, Duration silence) {
    return new DataHome(data, cache, online, progress, connect, silence);
  }

  /**
   * Returns where a file is, after downloading it if it must be.
   *
   * @return the path of the file, whose size and checksum are right
   * @throws DataUnavailableException if it is neither here nor can be downloaded
   * @throws UncheckedIOException if the cache cannot be written, such as for want of space, or the
   *     thread is interrupted; what was downloaded is kept and continued the next time
   */
  public Path locate(DataFile file) {
    return new Search(this, file, PartialFile::appendTo).run();
  }

  /**
   * Returns where a file is on this machine, if it is; nothing is downloaded.
   *
   * @return the path of the file, whose size and checksum are right, or nothing
   */
  public Optional<Path> find(DataFile file) {
    return new Search(this, file, PartialFile::appendTo).find();
  }
}
