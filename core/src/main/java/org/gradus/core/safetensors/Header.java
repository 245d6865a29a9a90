package org.gradus.core.safetensors;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;

/**
 * The verified header of a file: tensors that lie one after the other, without gaps.
 *
 * @param entries the tensors in the order of their values in the file
 * @param metadata the map of texts, in the order of the header
 */
record Header(ImmutableList<EntryHeader> entries, ImmutableMap<String, String> metadata) {
  /** The bytes of the number that begins a file, the length of its header. */
  static final int LENGTH_BYTES = 8;

  /** The longest header, in bytes: the reference's limit. */
  static final int MAX_BYTES = 100_000_000;

  /** Returns the header with its entries in order of position, which must leave no gap. */
  static Header of(Collection<EntryHeader> entries, Map<String, String> metadata, Location file) {
    ImmutableList<EntryHeader> sorted =
        entries.stream()
            .sorted(
                Comparator.comparingLong(EntryHeader::begin).thenComparingLong(EntryHeader::end))
            .collect(ImmutableList.toImmutableList());
    long position = 0;
    String before = "the header";
    for (EntryHeader entry : sorted) {
      if (entry.begin() != position) {
        throw file.inTensor(entry.name())
            .failure(
                entry.begin() < position
                    ? "the values overlap with those of " + before
                    : "there is a gap between the values and " + before,
                "data_offsets that begin at " + position,
                Long.toString(entry.begin()));
      }
      position = entry.end();
      before = "tensor " + Location.quote(entry.name());
    }
    return new Header(sorted, ImmutableMap.copyOf(metadata));
  }

  /** Returns how many bytes the values of all tensors take. */
  long dataLength() {
    return entries.isEmpty() ? 0 : entries.get(entries.size() - 1).end();
  }

  /** Verifies that the values fill exactly the bytes that a file has after its header. */
  void checkDataLength(long available, Location file) {
    for (EntryHeader entry : entries) {
      if (entry.end() > available) {
        throw file.inTensor(entry.name())
            .failure(
                "the values lie outside the file",
                "data_offsets that end at " + available + " or before",
                Long.toString(entry.end()),
                "the file may be truncated");
      }
    }
    if (dataLength() != available) {
      throw file.failure(
          "there are bytes after the last tensor",
          dataLength() + " bytes after the header",
          Long.toString(available));
    }
  }

  /** Returns the verified length of a header, as a file's first eight bytes say it. */
  static int checkLength(long length, Location file) {
    if (length < 0 || length > MAX_BYTES) {
      throw file.failure(
          "the header is too long",
          "at most " + MAX_BYTES + " bytes",
          Long.toUnsignedString(length));
    }
    if (length < "{}".length()) {
      throw file.failure("the header is too short", "at least 2 bytes", Long.toString(length));
    }
    return (int) length;
  }
}
