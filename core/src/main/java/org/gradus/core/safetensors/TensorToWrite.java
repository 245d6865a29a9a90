package org.gradus.core.safetensors;

import com.google.common.primitives.ImmutableLongArray;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;

/**
 * A tensor whose values wait to be written.
 *
 * @param name the tensor's name
 * @param type the number format
 * @param shape the sizes of its dimensions
 * @param byteCount the bytes that its values take
 * @param unitBytes the bytes of one unit, which is what the encoder counts
 * @param encoder the source of the values
 */
record TensorToWrite(
    String name,
    StoredType type,
    ImmutableLongArray shape,
    long byteCount,
    int unitBytes,
    Encoder encoder) {
  /**
   * The order of the reference's names and keys: UTF-8 sorts as code points do, UTF-16 does not.
   */
  static final Comparator<String> BY_CODE_POINTS =
      (a, b) ->
          Arrays.compareUnsigned(
              a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));

  /** The reference's order of values, in which each tensor is aligned to its own element size. */
  static final Comparator<TensorToWrite> FILE_ORDER =
      Comparator.comparing(TensorToWrite::type)
          .reversed()
          .thenComparing(TensorToWrite::name, BY_CODE_POINTS);

  /** Puts consecutive values into a chunk of the file, little-endian. */
  interface Encoder {
    void encode(int first, int count, ByteBuffer chunk);
  }

  /** Writes all values by way of a chunk, whose array is overwritten. */
  void writeTo(OutputStream stream, ByteBuffer chunk) throws IOException {
    long units = byteCount / unitBytes;
    int unitsPerChunk = chunk.capacity() / unitBytes;
    for (long first = 0; first < units; first += unitsPerChunk) {
      int count = (int) Math.min(unitsPerChunk, units - first);
      encoder.encode((int) first, count, chunk.clear());
      stream.write(chunk.array(), 0, count * unitBytes);
    }
  }
}
