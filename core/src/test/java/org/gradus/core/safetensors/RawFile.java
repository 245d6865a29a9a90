package org.gradus.core.safetensors;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Puts files together byte by byte, valid or not, independently of the writer. */
final class RawFile {
  private RawFile() {}

  /** Returns the length of a header, the header and the values. */
  static byte[] of(String header, byte... values) {
    return of(header.getBytes(StandardCharsets.UTF_8), values);
  }

  /** Returns the length of a header, the header and the values. */
  static byte[] of(byte[] header, byte... values) {
    return withLength(header.length, header, values);
  }

  /** Returns a file whose header is filled up with spaces to a multiple of 8 bytes. */
  static byte[] padded(String header, byte... values) {
    int length = header.getBytes(StandardCharsets.UTF_8).length;
    return of(header + " ".repeat((8 - length % 8) % 8), values);
  }

  /** Returns a file that claims a length for its header. */
  static byte[] withLength(long length, byte[] header, byte... values) {
    return ByteBuffer.allocate(8 + header.length + values.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(length)
        .put(header)
        .put(values)
        .array();
  }

  /** Returns a file with one tensor named x. */
  static byte[] ofTensor(StoredType type, String shape, byte... values) {
    String header =
        "{\"x\":{\"dtype\":\"%s\",\"shape\":%s,\"data_offsets\":[0,%s]}}"
            .formatted(type, shape, values.length);
    return of(header, values);
  }

  /** Returns the tensor named x of a file with nothing else. */
  static SafetensorsEntry tensor(StoredType type, String shape, byte... values) {
    return SafetensorsFile.of(ofTensor(type, shape, values)).entry("x");
  }

  /** Returns little-endian 64-bit numbers. */
  static byte[] longs(long... values) {
    ByteBuffer bytes = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asLongBuffer().put(values);
    return bytes.array();
  }

  /** Returns little-endian 32-bit numbers. */
  static byte[] ints(int... values) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asIntBuffer().put(values);
    return bytes.array();
  }

  /** Returns little-endian 16-bit numbers. */
  static byte[] shorts(int... values) {
    ByteBuffer bytes = ByteBuffer.allocate(2 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (int value : values) {
      bytes.putShort((short) value);
    }
    return bytes.array();
  }

  /** Returns bytes. */
  static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }
}
