package org.gradus.optimizers.tensorboard;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * Writes records in TensorFlow's {@code TFRecord} format: the length (8 bytes), its checksum (4),
 * the data, and their checksum (4), all little-endian. A checksum is the CRC-32C c, masked as ((c ≫
 * 15) | (c ≪ 17)) + a282ead8₁₆.
 */
final class Records {
  private static final int MASK_DELTA = 0xA282EAD8;
  private static final int MASK_ROTATION = 15;

  private Records() {}

  static void write(OutputStream stream, byte[] data) throws IOException {
    ByteBuffer record =
        ByteBuffer.allocate(Long.BYTES + Integer.BYTES + data.length + Integer.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN);
    record.putLong(data.length);
    record.putInt(checksum(record.array(), Long.BYTES));
    record.put(data);
    record.putInt(checksum(data, data.length));
    stream.write(record.array());
  }

  private static int checksum(byte[] bytes, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, length);
    return Integer.rotateRight((int) crc.getValue(), MASK_ROTATION) + MASK_DELTA;
  }
}
