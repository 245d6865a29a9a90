package org.gradus.core.safetensors;

import static java.util.stream.Collectors.joining;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * A safetensors file whose header has been read and verified. Values are read when they are asked
 * for.
 *
 * <p>The file may come from anybody: nothing in it is executed, and before a tensor can be asked
 * for it is certain that all tensors lie in the file without overlap and have the sizes of their
 * shapes. Memory is allocated in proportion to what the file has, never to what it claims.
 *
 * <p>Several threads may read one file at once. An interrupt of a thread that reads closes the
 * file, as with every {@link FileChannel}. A file that somebody overwrites while it is open may
 * give a mixture of old and new values; {@link SafetensorsWriter} does not overwrite but replaces.
 *
 * <pre>{@code
 * try (SafetensorsFile file = SafetensorsFile.open(path)) {
 *   float[] weight = file.entry("fc1.weight").floats();
 * }
 * }</pre>
 */
public final class SafetensorsFile implements AutoCloseable {
  private static final int NAMES_IN_MESSAGE = 20;

  private final ByteSource source;
  private final Location at;
  private final ImmutableMap<String, String> metadata;
  private final ImmutableMap<String, SafetensorsEntry> entries;

  private SafetensorsFile(Header header, ByteSource source, long dataStart, Location at) {
    this.source = source;
    this.at = at;
    this.metadata = header.metadata();
    this.entries =
        header.entries().stream()
            .map(entry -> new SafetensorsEntry(entry, source, dataStart, at))
            .collect(ImmutableMap.toImmutableMap(SafetensorsEntry::name, entry -> entry));
  }

  /**
   * Opens a file and verifies its header. The file stays open until {@link #close}.
   *
   * @throws SafetensorsException if it is not a valid safetensors file
   * @throws java.io.UncheckedIOException if it does not exist or cannot be read
   */
  public static SafetensorsFile open(Path path) {
    Location at = Location.of(path.toString());
    if (Files.exists(path) && !Files.isRegularFile(path)) {
      throw at.failure(
          "the path is not a file",
          "a regular file",
          Files.isDirectory(path) ? "a directory" : "another kind of file");
    }
    ByteSource source;
    try {
      source = ByteSource.of(FileChannel.open(path, StandardOpenOption.READ), at);
    } catch (IOException e) {
      throw at.ioFailure("the file cannot be opened", "a readable file", e);
    }
    try {
      return open(source, at);
    } catch (RuntimeException | Error e) {
      source.close();
      throw e;
    }
  }

  /**
   * Opens a file that is in memory. The array is not copied and must not be changed; {@link #close}
   * has no effect.
   *
   * @throws SafetensorsException if the bytes are not a valid safetensors file
   */
  public static SafetensorsFile of(byte[] file) {
    return open(ByteSource.of(file), Location.of("an array of " + file.length + " bytes"));
  }

  /**
   * Reads a whole file from a stream into memory, up to the stream's end. The stream is not closed;
   * no more is read from it than the header says and one byte, to see that the file ends there.
   *
   * @throws SafetensorsException if the bytes are not a valid safetensors file, or if its values
   *     take more than 2 GiB
   * @throws java.io.UncheckedIOException if the stream cannot be read
   */
  public static SafetensorsFile read(InputStream stream) {
    Location at = Location.of("a stream");
    try {
      long claimed = littleEndian(readExactly(stream, Header.LENGTH_BYTES, at)).getLong();
      byte[] json = readExactly(stream, Header.checkLength(claimed, at), at);
      Header header = HeaderParser.parse(json, at);
      if (header.dataLength() > ElementReader.MAX_ARRAY_LENGTH) {
        throw at.failure(
            "the values are too large for an array",
            "at most " + ElementReader.MAX_ARRAY_LENGTH + " bytes",
            Long.toString(header.dataLength()),
            "open(path) reads files of any size");
      }
      byte[] data = readExactly(stream, (int) header.dataLength(), at);
      if (stream.read() >= 0) {
        throw at.failure(
            "there are bytes after the last tensor", "the stream to end", "more bytes");
      }
      return new SafetensorsFile(header, ByteSource.of(data), 0, at);
    } catch (IOException e) {
      throw at.ioFailure("the stream cannot be read", "a readable stream", e);
    }
  }

  private static SafetensorsFile open(ByteSource source, Location at) {
    long size = source.size();
    if (size < Header.LENGTH_BYTES) {
      throw at.failure("the file is too short", "at least 8 bytes", Long.toString(size));
    }
    ByteBuffer prefix = littleEndian(new byte[Header.LENGTH_BYTES]);
    source.read(0, prefix);
    int headerLength = Header.checkLength(prefix.flip().getLong(), at);
    long dataStart = Header.LENGTH_BYTES + (long) headerLength;
    if (dataStart > size) {
      throw at.failure(
          "the header is longer than the file",
          "at most " + (size - Header.LENGTH_BYTES) + " bytes",
          Integer.toString(headerLength),
          "the file may be truncated");
    }
    byte[] json = new byte[headerLength];
    source.read(Header.LENGTH_BYTES, ByteBuffer.wrap(json));
    Header header = HeaderParser.parse(json, at);
    header.checkDataLength(size - dataStart, at);
    return new SafetensorsFile(header, source, dataStart, at);
  }

  private static byte[] readExactly(InputStream stream, int length, Location at)
      throws IOException {
    byte[] bytes = stream.readNBytes(length);
    if (bytes.length < length) {
      throw at.failure("the stream ends early", length + " more bytes", "" + bytes.length);
    }
    return bytes;
  }

  private static ByteBuffer littleEndian(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Returns all tensors in the order of their values in the file. */
  public List<SafetensorsEntry> entries() {
    return entries.values().asList();
  }

  /**
   * Returns the tensor of that name.
   *
   * @throws NoSuchElementException if there is none; the message lists those that there are
   */
  public SafetensorsEntry entry(String name) {
    return find(name)
        .orElseThrow(
            () ->
                new NoSuchElementException(
                    at.message(
                        "no tensor has this name", namesForMessage(), Location.quote(name), null)));
  }

  /** Returns the tensor of that name, or nothing where there is none. */
  public Optional<SafetensorsEntry> find(String name) {
    return Optional.ofNullable(entries.get(name));
  }

  /** Returns the map of texts, in the order of the header; empty where the file has none. */
  public Map<String, String> metadata() {
    return metadata;
  }

  /**
   * Closes the file; its tensors cannot be read any more. Closing twice has no effect.
   *
   * @throws java.io.UncheckedIOException if the system fails to close the file
   */
  @Override
  public void close() {
    source.close();
  }

  private String namesForMessage() {
    if (entries.isEmpty()) {
      return "nothing, for the file has no tensors";
    }
    ImmutableList<String> names = entries.keySet().asList();
    String listed =
        names.stream().limit(NAMES_IN_MESSAGE).map(Location::quote).collect(joining(", "));
    int left = names.size() - NAMES_IN_MESSAGE;
    return "one of " + listed + (left > 0 ? " and " + left + " more" : "");
  }
}
