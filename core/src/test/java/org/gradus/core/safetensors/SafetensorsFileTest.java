package org.gradus.core.safetensors;

import static org.gradus.core.safetensors.RawFile.bytes;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafetensorsFileTest {
  private static final String TWO_TENSORS =
      """
      {"b": {"data_offsets": [2, 3], "shape": [1], "dtype": "I8"},
       "__metadata__": {"z": "1", "a": "\\u00e9"},
       "a": {"dtype": "U8", "shape": [2], "data_offsets": [0, 2]},
       "none": {"dtype": "F32", "shape": [0], "data_offsets": [0, 0]}}  \t\r
      """;

  @TempDir private Path folder;

  private Path write(byte[] content) throws IOException {
    return Files.write(folder.resolve("model.safetensors"), content);
  }

  @Test
  void tensorsComeInTheOrderOfTheirValues() throws IOException {
    byte[] content = RawFile.of(TWO_TENSORS, bytes(1, 2, 3));
    try (var opened = SafetensorsFile.open(write(content));
        var inMemory = SafetensorsFile.of(content);
        var streamed = SafetensorsFile.read(new ByteArrayInputStream(content))) {
      for (SafetensorsFile file : List.of(opened, inMemory, streamed)) {
        List<String> names = file.entries().stream().map(SafetensorsEntry::name).toList();
        assertEquals(List.of("none", "a", "b"), names);
        assertArrayEquals(new int[] {1, 2}, file.entry("a").ints());
        assertArrayEquals(new int[] {3}, file.entry("b").ints());
        assertEquals(List.of("z", "a"), List.copyOf(file.metadata().keySet()));
        assertEquals(Map.of("z", "1", "a", "é"), file.metadata());
      }
    }
  }

  @Test
  void aFileMayBeEmpty() {
    SafetensorsFile file = SafetensorsFile.of(RawFile.of("{}"));
    assertEquals(List.of(), file.entries());
    assertEquals(Map.of(), file.metadata());
  }

  @Test
  void entriesAndMetadataCannotBeChanged() {
    SafetensorsFile file = SafetensorsFile.of(RawFile.of("{}"));
    assertThrows(UnsupportedOperationException.class, () -> file.metadata().put("a", "b"));
    assertThrows(UnsupportedOperationException.class, () -> file.entries().clear());
  }

  @Test
  void aMissingNameIsReportedWithThoseThatThereAre() {
    byte[] content = RawFile.of(TWO_TENSORS, bytes(1, 2, 3));
    SafetensorsFile file = SafetensorsFile.of(content);
    assertEquals(Optional.empty(), file.find("c"));
    var e = assertThrows(NoSuchElementException.class, () -> file.entry("c"));
    assertEquals(
        "[safetensors] no tensor has this name: expected one of \"none\", \"a\", \"b\", got \"c\". "
            + "At an array of %s bytes.".formatted(content.length),
        e.getMessage());
  }

  @Test
  void ofManyNamesSomeAreListed() {
    StringBuilder header = new StringBuilder("{");
    for (int i = 0; i < 22; i++) {
      header.append(i == 0 ? "" : ",").append("\"t").append(i);
      header.append("\":{\"dtype\":\"U8\",\"shape\":[0],\"data_offsets\":[0,0]}");
    }
    SafetensorsFile file = SafetensorsFile.of(RawFile.of(header + "}"));
    var e = assertThrows(NoSuchElementException.class, () -> file.entry("t"));
    assertTrue(e.getMessage().contains("\"t18\", \"t19\" and 2 more, got \"t\""), e.getMessage());
  }

  @Test
  void aMissingNameInAnEmptyFileIsReported() {
    SafetensorsFile file = SafetensorsFile.of(RawFile.of("{}"));
    var e = assertThrows(NoSuchElementException.class, () -> file.entry("c"));
    assertEquals(
        "[safetensors] no tensor has this name: expected nothing, for the file has no tensors, "
            + "got \"c\". At an array of 10 bytes.",
        e.getMessage());
  }

  @Test
  void aMissingFileIsReported() {
    Path path = folder.resolve("missing");
    var e = assertThrows(UncheckedIOException.class, () -> SafetensorsFile.open(path));
    assertEquals(
        "[safetensors] the file cannot be opened: expected a readable file, "
            + "got NoSuchFileException: %1$s. At %1$s.".formatted(path),
        e.getMessage());
    assertInstanceOf(NoSuchFileException.class, e.getCause());
  }

  @Test
  void aDirectoryIsReported() {
    var e = assertThrows(SafetensorsException.class, () -> SafetensorsFile.open(folder));
    assertEquals(
        "[safetensors] the path is not a file: expected a regular file, got a directory. At "
            + folder
            + ".",
        e.getMessage());
  }

  @Test
  void aBadFileIsReportedWithItsPathAndClosed() throws IOException {
    Path path = write(RawFile.of("{}", bytes(0)));
    var e = assertThrows(SafetensorsException.class, () -> SafetensorsFile.open(path));
    assertEquals(
        "[safetensors] there are bytes after the last tensor: expected 0 bytes after the header, "
            + "got 1. At %s.".formatted(path),
        e.getMessage());
    assertEquals(path.toString(), e.source());
  }

  @Test
  void aFileThatShrinksWhileItIsOpenIsReported() throws IOException {
    byte[] content = RawFile.ofTensor(StoredType.U8, "[4]", bytes(1, 2, 3, 4));
    Path path = write(content);
    try (SafetensorsFile file = SafetensorsFile.open(path)) {
      try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
        channel.truncate(content.length - 1);
      }
      var e = assertThrows(SafetensorsException.class, () -> file.entry("x").bytes());
      assertEquals(
          "[safetensors] the file became shorter while it was open: expected at least %s bytes, "
                  .formatted(content.length)
              + "got %s. At %s.".formatted(content.length - 1, path),
          e.getMessage());
    }
  }

  @Test
  void aClosedFileCannotBeRead() throws IOException {
    Path path = write(RawFile.ofTensor(StoredType.U8, "[1]", bytes(1)));
    SafetensorsFile file = SafetensorsFile.open(path);
    file.close();
    file.close();
    var e = assertThrows(IllegalStateException.class, () -> file.entry("x").ints());
    assertEquals(
        "[safetensors] the file is closed: expected reads before close(), got one after it. At "
            + path
            + ". Hint: interrupting a thread that reads closes the file too.",
        e.getMessage());
  }

  @Test
  void anInterruptEndsARead() throws IOException {
    Path path = write(RawFile.ofTensor(StoredType.U8, "[1]", bytes(1)));
    try (SafetensorsFile file = SafetensorsFile.open(path)) {
      Thread.currentThread().interrupt();
      var e = assertThrows(UncheckedIOException.class, () -> file.entry("x").ints());
      assertTrue(Thread.interrupted());
      assertEquals(
          "[safetensors] the file was closed during a read: expected an open file, "
              + "got ClosedByInterruptException: null. At %s.".formatted(path),
          e.getMessage());
      assertInstanceOf(ClosedByInterruptException.class, e.getCause());
    }
  }

  @Test
  void aStreamIsReadToItsEndAndLeftOpen() throws IOException {
    byte[] content = RawFile.ofTensor(StoredType.U8, "[1]", bytes(1));
    var stream = new ByteArrayInputStream(content);
    SafetensorsFile.read(stream);
    assertEquals(-1, stream.read());
  }

  @Test
  void aStreamThatGoesOnIsReported() {
    byte[] content = RawFile.of("{}", bytes(0, 0));
    var stream = new ByteArrayInputStream(content);
    var e = assertThrows(SafetensorsException.class, () -> SafetensorsFile.read(stream));
    assertEquals(
        "[safetensors] there are bytes after the last tensor: expected the stream to end, "
            + "got more bytes. At a stream.",
        e.getMessage());
    assertEquals(1, stream.available());
  }

  @Test
  void aStreamThatEndsEarlyIsReported() {
    byte[] content = RawFile.withLength(100_000_000, bytes('{', '}'));
    var stream = new ByteArrayInputStream(content);
    var e = assertThrows(SafetensorsException.class, () -> SafetensorsFile.read(stream));
    assertEquals(
        "[safetensors] the stream ends early: expected 100000000 more bytes, got 2. At a stream.",
        e.getMessage());
  }

  @Test
  void aStreamCannotHaveMoreThanAnArray() {
    String header =
        "{\"x\":{\"dtype\":\"U8\",\"shape\":[2147483648],\"data_offsets\":[0,2147483648]}}";
    var stream = new ByteArrayInputStream(RawFile.of(header));
    var e = assertThrows(SafetensorsException.class, () -> SafetensorsFile.read(stream));
    assertEquals(
        "[safetensors] the values are too large for an array: expected at most 2147483639 bytes, "
            + "got 2147483648. At a stream. Hint: open(path) reads files of any size.",
        e.getMessage());
  }

  @Test
  void aStreamThatFailsIsReported() {
    IOException failure = new IOException("unplugged");
    InputStream stream =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw failure;
          }
        };
    var e = assertThrows(UncheckedIOException.class, () -> SafetensorsFile.read(stream));
    assertEquals(
        "[safetensors] the stream cannot be read: expected a readable stream, "
            + "got IOException: unplugged. At a stream.",
        e.getMessage());
    assertEquals(failure, e.getCause());
  }

  /** More than one read takes at once, and the file's last bytes are in the last. */
  @Test
  void largeTensorsAreReadWhole() throws IOException {
    byte[] values = new byte[(1 << 20) + 3];
    new Random(1).nextBytes(values);
    Path path = write(RawFile.ofTensor(StoredType.U8, "[" + values.length + "]", values));
    try (SafetensorsFile file = SafetensorsFile.open(path)) {
      assertArrayEquals(values, file.entry("x").bytes());
      byte[] part = new byte[1 << 19];
      ByteBuffer target = ByteBuffer.wrap(part).limit(part.length - 1);
      file.entry("x").read(5, target);
      assertEquals(part.length - 1, target.position());
      assertEquals(part.length - 1, target.limit());
      assertArrayEquals(
          Arrays.copyOfRange(values, 5, part.length + 4), Arrays.copyOf(part, part.length - 1));
    }
  }

  /** A sparse file: 3 GiB of length, a few blocks on the disk. */
  @Test
  void tensorsBeyondTwoGigabytesAreRead() throws IOException {
    long large = 3L << 30;
    String header =
        "{\"large\":{\"dtype\":\"U8\",\"shape\":[%1$s],\"data_offsets\":[0,%1$s]},".formatted(large)
            + "\"last\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[%s,%s]}}"
                .formatted(large, large + 1);
    byte[] start = RawFile.of(header);
    Path path = write(start);
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(bytes(7)), start.length + large);
    }
    try (SafetensorsFile file = SafetensorsFile.open(path)) {
      assertArrayEquals(new int[] {7}, file.entry("last").ints());
      var e = assertThrows(SafetensorsException.class, () -> file.entry("large").floats());
      assertEquals(
          "[safetensors] the tensor is too large for an array: expected at most 2147483639, "
              + "got 3221225472. At tensor \"large\" of %s. ".formatted(path)
              + "Hint: read(offset, buffer) reads parts.",
          e.getMessage());
    }
  }
}
