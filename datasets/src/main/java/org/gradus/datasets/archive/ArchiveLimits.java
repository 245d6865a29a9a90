package org.gradus.datasets.archive;

import org.gradus.core.plugin.Settings;

/**
 * How much may come out of a compressed file. A few kilobytes can hold petabytes, and what is read
 * here may come from anybody.
 *
 * @param entries the largest number of entries, folders included
 * @param nameLength the longest name of an entry, in characters
 * @param entryBytes the largest entry, decompressed
 * @param totalBytes the largest sum of what is decompressed
 * @param ratio how many times the size of the file the sum may be; the first {@value #FREE_BYTES}
 *     bytes do not count. Text and pictures shrink to a tenth, and gzip cannot exceed 1032.
 */
public record ArchiveLimits(
    int entries, int nameLength, int entryBytes, long totalBytes, int ratio) {
  /** What may be decompressed whatever the ratio: repetitive small files are no danger. */
  static final long FREE_BYTES = 1 << 20;

  private static final String NAME = "archive-limits";

  /**
   * Checks the limits.
   *
   * @throws IllegalArgumentException if one is below 1
   */
  public ArchiveLimits {
    Settings.requireSize(NAME, "entries", entries);
    Settings.requireSize(NAME, "nameLength", nameLength);
    Settings.requireSize(NAME, "entryBytes", entryBytes);
    Settings.require(totalBytes >= 1, NAME, "totalBytes", "at least 1", totalBytes);
    Settings.requireSize(NAME, "ratio", ratio);
  }

  /**
   * Returns limits that data sets of this library stay far below: 100,000 entries of 1 GiB, 8 GiB
   * together, names of 1024 characters, and 200 times the size of the file.
   */
  public static ArchiveLimits standard() {
    return new ArchiveLimits(100_000, 1024, 1 << 30, 1L << 33, 200);
  }

  /**
   * Returns these limits with another number of entries.
   *
   * @throws IllegalArgumentException if it is below 1
   */
  public ArchiveLimits withEntries(int most) {
    return new ArchiveLimits(most, nameLength, entryBytes, totalBytes, ratio);
  }

  /**
   * Returns these limits with other sizes.
   *
   * @throws IllegalArgumentException if one is below 1
   */
  public ArchiveLimits withBytes(int mostOfAnEntry, long mostOfAll) {
    return new ArchiveLimits(entries, nameLength, mostOfAnEntry, mostOfAll, ratio);
  }

  /**
   * Returns these limits with another ratio.
   *
   * @throws IllegalArgumentException if it is below 1
   */
  public ArchiveLimits withRatio(int most) {
    return new ArchiveLimits(entries, nameLength, entryBytes, totalBytes, most);
  }

  /**
   * Returns how many bytes may come out of a file.
   *
   * @param size of the compressed file in bytes
   */
  public long bytesFrom(long size) {
    long byRatio = size > Long.MAX_VALUE / ratio ? Long.MAX_VALUE : size * ratio;
    return Math.min(totalBytes, Math.max(FREE_BYTES, byRatio));
  }
}
