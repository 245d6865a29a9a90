package org.gradus.core.safetensors;

import static org.gradus.core.safetensors.RawFile.bytes;
import static org.gradus.core.safetensors.RawFile.ints;
import static org.gradus.core.safetensors.RawFile.longs;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.common.primitives.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class SafetensorsWriterTest {
  private static final long[] SCALAR = {};

  private static byte[] write(SafetensorsWriter writer) {
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    writer.write(stream);
    return stream.toByteArray();
  }

  private static SafetensorsFile reread(SafetensorsWriter writer) {
    return SafetensorsFile.of(write(writer));
  }

  /** The format: length, header without white space padded to 8 bytes, values. */
  @Test
  void aTensorIsWrittenAsTheFormatSays() {
    float[] values = {0, 1, -2.5f};
    byte[] data = ints(0, 0x3f800000, 0xc0200000);
    String header = "{\"%s\":{\"dtype\":\"F32\",\"shape\":[1,3],\"data_offsets\":[0,12]}}";
    // Names of all lengths modulo 8: paddings of 0 to 7 spaces.
    for (int length = 1; length <= 8; length++) {
      String name = "n".repeat(length);
      byte[] written = write(new SafetensorsWriter().add(name, new long[] {1, 3}, values));
      assertArrayEquals(RawFile.padded(header.formatted(name), data), written);
    }
  }

  @Test
  void aFileMayBeEmpty() {
    assertArrayEquals(RawFile.of("{}      "), write(new SafetensorsWriter()));
  }

  @Test
  void tensorsAreSortedByTypeAndThenByCodePoint() {
    long[] one = {1};
    String header =
        "{\"l\":{\"dtype\":\"I64\",\"shape\":[1],\"data_offsets\":[0,8]},"
            + "\"d\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[8,16]},"
            + "\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[16,20]},"
            + "\"\ufb01\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[20,24]},"
            + "\"\ud83d\ude00\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[24,28]},"
            + "\"i\":{\"dtype\":\"I32\",\"shape\":[1],\"data_offsets\":[28,32]},"
            + "\"b\":{\"dtype\":\"BOOL\",\"shape\":[1],\"data_offsets\":[32,33]}}";
    byte[] written =
        write(
            new SafetensorsWriter()
                .add("b", StoredType.BOOL, one, bytes(1))
                .add("\ud83d\ude00", one, new float[] {3})
                .add("\ufb01", one, new float[] {2})
                .add("i", one, new int[] {4})
                .add("a", one, new float[] {1})
                .add("d", one, new double[] {1})
                .add("l", one, new long[] {5}));
    byte[] values =
        Bytes.concat(
            longs(5, Double.doubleToLongBits(1)),
            ints(0x3f800000, 0x40000000, 0x40400000, 4),
            bytes(1));
    assertArrayEquals(RawFile.padded(header, values), written);
  }

  @Test
  void textsAreSortedAndEscapedAsInTheReference() {
    // serde_json escapes quotes, backslashes and control characters, these with lower-case digits.
    byte[] written =
        write(
            new SafetensorsWriter()
                .metadata("k\u001f\n", "\"\\/é\ud83d\ude00\u007f")
                .metadata("a", ""));
    String header =
        "{\"__metadata__\":{\"a\":\"\",\"k\\u001f\\n\":\"\\\"\\\\/é\ud83d\ude00\u007f\"}}";
    assertArrayEquals(RawFile.padded(header), written);
  }

  @Test
  void theOrderOfAddingDoesNotMatter() {
    byte[] forth =
        write(
            new SafetensorsWriter()
                .metadata("a", "1")
                .metadata("b", "2")
                .add("a", SCALAR, new float[] {1})
                .add("b", SCALAR, new int[] {2}));
    byte[] back =
        write(
            new SafetensorsWriter()
                .add("b", SCALAR, new int[] {2})
                .add("a", SCALAR, new float[] {1})
                .metadata("b", "2")
                .metadata("a", "1"));
    assertArrayEquals(forth, back);
  }

  @Test
  void partsOfArraysAreWritten() {
    long[] shape = {2};
    FloatBuffer floats = FloatBuffer.wrap(new float[] {0, 1, 2, 3}, 1, 2);
    SafetensorsWriter writer =
        new SafetensorsWriter()
            .add("floats", shape, floats)
            .add("doubles", shape, DoubleBuffer.wrap(new double[] {0, 1, 2, 3}, 1, 2))
            .add("ints", shape, IntBuffer.wrap(new int[] {0, 1, 2, 3}, 1, 2))
            .add("longs", shape, LongBuffer.wrap(new long[] {0, 1, 2, 3}, 1, 2))
            .add("bytes", StoredType.U8, shape, ByteBuffer.wrap(bytes(0, 1, 2, 3), 1, 2));
    floats.clear();
    SafetensorsFile file = reread(writer);
    for (SafetensorsEntry entry : file.entries()) {
      assertArrayEquals(new double[] {1, 2}, entry.doubles(), entry.name());
    }
    assertEquals(4, floats.remaining());
  }

  /** Several chunks and a partial last one. */
  @Test
  void longTensorsAreWrittenWhole() {
    int[] values = new int[3 * (1 << 16) + 5];
    Arrays.setAll(values, i -> i);
    var writer = new SafetensorsWriter().add("x", new long[] {values.length}, values);
    assertArrayEquals(values, reread(writer).entry("x").ints());
  }

  @Test
  void aFileIsWrittenAndReplaced(@TempDir Path folder) throws IOException {
    Path path = folder.resolve("model.safetensors");
    for (int value = 0; value < 2; value++) {
      SafetensorsWriter writer = new SafetensorsWriter().add("x", SCALAR, new int[] {value});
      writer.write(path);
      assertArrayEquals(write(writer), Files.readAllBytes(path));
    }
  }

  @Test
  void aFileThatIsOpenKeepsItsValuesWhenItIsReplaced(@TempDir Path folder) {
    Path path = folder.resolve("model.safetensors");
    new SafetensorsWriter().add("x", SCALAR, new int[] {1}).write(path);
    try (SafetensorsFile file = SafetensorsFile.open(path)) {
      new SafetensorsWriter().add("x", SCALAR, new int[] {2}).write(path);
      assertArrayEquals(new int[] {1}, file.entry("x").ints());
    }
  }

  @Test
  void aPathThatCannotBeWrittenIsReported(@TempDir Path folder) {
    var e = assertThrows(UncheckedIOException.class, () -> new SafetensorsWriter().write(folder));
    assertEquals(
        ("[file] %1$s cannot be written: expected a folder and a file that can be written to, "
                + "got java.nio.file.FileSystemException: %1$s: not a regular file.")
            .formatted(folder),
        e.getMessage());
  }

  @Test
  void aStreamThatFailsIsReported() {
    OutputStream stream =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("disk full");
          }
        };
    var e = assertThrows(UncheckedIOException.class, () -> new SafetensorsWriter().write(stream));
    assertEquals(
        "[safetensors] the stream cannot be written: expected a writable stream, "
            + "got IOException: disk full. At a stream.",
        e.getMessage());
  }

  @Test
  void namesAreVerified() {
    String length = "a tensor's name has a wrong length: expected 1 to 65535 characters, got ";
    assertNameFails("", length + "0", "");
    assertNameFails("n".repeat(65_536), length + "65536", "n".repeat(80) + "…");
    assertNameFails(
        "__metadata__",
        "the name is reserved: expected another name, got \"__metadata__\"",
        "__metadata__");
    assertNameFails(
        "\udc00",
        "a text is not Unicode: expected paired surrogates, got an unpaired one in \"\\udc00\"",
        "\\udc00");
  }

  private static void assertNameFails(String name, String problem, String quoted) {
    assertFails(
        problem + ". At tensor \"" + quoted + "\" of the file to write.",
        () -> new SafetensorsWriter().add(name, SCALAR, new float[1]));
  }

  @Test
  void namesAndKeysAreUnique() {
    SafetensorsWriter writer =
        new SafetensorsWriter().add("x", SCALAR, new float[1]).metadata("k", "");
    assertFails(
        "a key is duplicate: expected each key once, got \"x\" again. "
            + "At tensor \"x\" of the file to write.",
        () -> writer.add("x", SCALAR, new int[1]));
    assertFails(
        "a key is duplicate: expected each key once, got \"k\" again. At the metadata to write.",
        () -> writer.metadata("k", "other"));
    assertEquals(StoredType.F32, reread(writer).entry("x").type());
    assertEquals(Map.of("k", ""), reread(writer).metadata());
  }

  @Test
  void textsAreVerified() {
    String problem =
        "a text is not Unicode: expected paired surrogates, got an unpaired one in "
            + "\"\\ud800\". At the metadata to write.";
    assertFails(problem, () -> new SafetensorsWriter().metadata("\ud800", ""));
    assertFails(problem, () -> new SafetensorsWriter().metadata("", "\ud800"));
  }

  @Test
  void shapesAreVerified() {
    assertFails(
        "the shape is invalid: expected at most 64 sizes, each at least 0, got [-1, -1]. "
            + "At tensor \"x\" of the file to write.",
        () -> new SafetensorsWriter().add("x", new long[] {-1, -1}, new float[1]));
    assertFails(
        "the shape is invalid: expected at most 64 sizes, each at least 0, got 65 sizes. "
            + "At tensor \"x\" of the file to write.",
        () -> new SafetensorsWriter().add("x", new long[65], new float[0]));
    assertFails(
        "the size overflows: expected less than 2^63 bits, got shape [4611686018427387904, 2]. "
            + "At tensor \"x\" of the file to write.",
        () -> new SafetensorsWriter().add("x", new long[] {1L << 62, 2}, new float[0]));
    assertFails(
        "the values do not fill whole bytes: expected a multiple of 8 bits, got 18 bits for "
            + "F6_E2M3 [3]. At tensor \"x\" of the file to write.",
        () -> new SafetensorsWriter().add("x", StoredType.F6_E2M3, new long[] {3}, new byte[2]));
  }

  @Test
  void theNumberOfValuesIsVerified() {
    assertFails(
        "the values do not match the shape: expected 6 values for F64 [2, 3], got 5. "
            + "At tensor \"x\" of the file to write.",
        () -> new SafetensorsWriter().add("x", new long[] {2, 3}, new double[5]));
    assertFails(
        "the values do not match the shape: expected 8 bytes for C64 [1], got 9. "
            + "At tensor \"x\" of the file to write.",
        () -> new SafetensorsWriter().add("x", StoredType.C64, new long[] {1}, new byte[9]));
  }

  @Test
  void aHeaderThatReadersWouldRefuseIsNotWritten(@TempDir Path folder) {
    SafetensorsWriter writer = new SafetensorsWriter().metadata("k", "x".repeat(100_000_000));
    Path path = folder.resolve("model.safetensors");
    assertFails(
        "the header is too long: expected at most 100000000 bytes, got 100000032. "
            + "At the file to write.",
        () -> writer.write(path));
    assertEquals(false, Files.exists(path));
  }

  private static void assertFails(String message, Executable call) {
    var e = assertThrows(SafetensorsException.class, call);
    assertEquals("[safetensors] " + message, e.getMessage());
  }
}
