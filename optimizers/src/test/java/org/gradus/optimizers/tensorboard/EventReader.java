package org.gradus.optimizers.tensorboard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads files of events, written from the specifications alone: TensorFlow's description of
 * TFRecord files, the encoding of protocol buffers, and CRC-32C of RFC 3720.
 */
public final class EventReader {
  private static final int REVERSED_POLYNOMIAL = 0x82F63B78;

  private EventReader() {}

  /** Returns the messages of a file; each checksum is asserted. */
  public static List<Fields> read(Path path) throws IOException {
    ByteBuffer file = ByteBuffer.wrap(Files.readAllBytes(path)).order(ByteOrder.LITTLE_ENDIAN);
    List<Fields> events = new ArrayList<>();
    while (file.hasRemaining()) {
      byte[] length = new byte[8];
      file.get(length);
      assertEquals(masked(length), file.getInt());
      byte[] data =
          new byte[(int) ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getLong()];
      file.get(data);
      assertEquals(masked(data), file.getInt());
      events.add(Fields.of(data));
    }
    return events;
  }

  private static int masked(byte[] data) {
    int crc = crc32c(data);
    return ((crc >>> 15) | (crc << 17)) + 0xa282ead8;
  }

  /** Returns the checksum, bit by bit. */
  static int crc32c(byte[] data) {
    int crc = ~0;
    for (byte b : data) {
      crc ^= b & 0xFF;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc & 1) == 0 ? crc >>> 1 : (crc >>> 1) ^ REVERSED_POLYNOMIAL;
      }
    }
    return ~crc;
  }

  /**
   * A message.
   *
   * @param values by the number of the field, in order: Long, Double, Float or byte[]
   */
  public record Fields(Map<Integer, List<Object>> values) {
    static Fields of(byte[] message) {
      Map<Integer, List<Object>> values = new TreeMap<>();
      ByteBuffer buffer = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
      while (buffer.hasRemaining()) {
        long key = varint(buffer);
        Object value =
            switch ((int) (key & 7)) {
              case 0 -> varint(buffer);
              case 1 -> buffer.getDouble();
              case 5 -> buffer.getFloat();
              case 2 -> {
                byte[] bytes = new byte[(int) varint(buffer)];
                buffer.get(bytes);
                yield bytes;
              }
              default -> throw new AssertionError("wire type of " + key);
            };
        values.computeIfAbsent((int) (key >>> 3), number -> new ArrayList<>()).add(value);
      }
      return new Fields(values);
    }

    private static long varint(ByteBuffer buffer) {
      long value = 0;
      for (int shift = 0; ; shift += 7) {
        byte next = buffer.get();
        value |= (long) (next & 0x7F) << shift;
        if (next >= 0) {
          return value;
        }
      }
    }

    /** Returns whether there is a field. */
    public boolean has(int field) {
      return values.containsKey(field);
    }

    /** Returns the value of a field that is there once. */
    public Object get(int field) {
      assertEquals(1, values.get(field).size());
      return values.get(field).get(0);
    }

    /** Returns a field of text. */
    public String text(int field) {
      return new String((byte[]) get(field), UTF_8);
    }

    /** Returns a field that is a message. */
    public Fields message(int field) {
      return of((byte[]) get(field));
    }

    /** Returns a packed field of doubles. */
    public double[] doubles(int field) {
      byte[] bytes = (byte[]) get(field);
      double[] numbers = new double[bytes.length / Double.BYTES];
      ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer().get(numbers);
      return numbers;
    }
  }
}
