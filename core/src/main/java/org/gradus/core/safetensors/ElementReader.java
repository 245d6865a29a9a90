package org.gradus.core.safetensors;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Reads the elements of one tensor in chunks, so that beside the result only little memory is used.
 *
 * @param source where the values are
 * @param position the position of the first value in the source
 * @param type the number format
 * @param elementCount how many values there are
 * @param at the tensor, for messages
 */
record ElementReader(
    ByteSource source, long position, StoredType type, long elementCount, Location at) {
  private static final int CHUNK_BYTES = 1 << 18;

  /** The longest array that every JVM can allocate. */
  static final int MAX_ARRAY_LENGTH = Integer.MAX_VALUE - 8;

  /** Takes the elements of a chunk, from number {@code first} on. */
  interface ChunkConsumer {
    void accept(ByteBuffer chunk, int first, int count);
  }

  /** Takes one integer; of {@link StoredType#U64} its bits. */
  interface IntegerConsumer {
    void accept(int index, long value);
  }

  /** Returns the length of an array for that many elements or bytes. */
  int arrayLength(long length) {
    if (length > MAX_ARRAY_LENGTH) {
      throw at.failure(
          "the tensor is too large for an array",
          "at most " + MAX_ARRAY_LENGTH,
          Long.toString(length),
          "read(offset, buffer) reads parts");
    }
    return (int) length;
  }

  /** Returns all values of a floating type as floats; those of F64 are rounded. */
  float[] floats() {
    float[] values = new float[arrayLength(elementCount)];
    if (type == StoredType.F64) {
      forEachChunk(
          (chunk, first, count) -> {
            for (int i = first; i < first + count; i++) {
              values[i] = (float) chunk.getDouble();
            }
          });
    } else {
      forEachChunk(
          (chunk, first, count) -> ElementDecoder.floats(type, chunk, values, first, count));
    }
    return values;
  }

  /** Returns all values of a floating type as doubles. */
  double[] doubles() {
    double[] values = new double[arrayLength(elementCount)];
    if (type == StoredType.F64) {
      forEachChunk((chunk, first, count) -> chunk.asDoubleBuffer().get(values, first, count));
      return values;
    }
    float[] floats = new float[chunkElements()];
    forEachChunk(
        (chunk, first, count) -> {
          ElementDecoder.floats(type, chunk, floats, 0, count);
          for (int i = 0; i < count; i++) {
            values[first + i] = floats[i];
          }
        });
    return values;
  }

  /** Passes on all values of an integer type, in order. */
  void forEachInteger(IntegerConsumer consumer) {
    long[] values = new long[chunkElements()];
    forEachChunk(
        (chunk, first, count) -> {
          ElementDecoder.longs(type, chunk, values, 0, count);
          for (int i = 0; i < count; i++) {
            if (type == StoredType.BOOL && values[i] > 1) {
              throw at.failure(
                  "a truth value is neither 0 nor 1",
                  "0 or 1",
                  values[i] + " at element " + (first + i));
            }
            consumer.accept(first + i, values[i]);
          }
        });
  }

  private void forEachChunk(ChunkConsumer consumer) {
    int chunkElements = chunkElements();
    ByteBuffer chunk = ByteBuffer.allocate(byteCount(chunkElements)).order(ByteOrder.LITTLE_ENDIAN);
    long start = position;
    for (long first = 0; first < elementCount; first += chunkElements) {
      int count = (int) Math.min(chunkElements, elementCount - first);
      chunk.clear().limit(byteCount(count));
      source.read(start, chunk);
      start += chunk.position();
      consumer.accept(chunk.flip(), (int) first, count);
    }
  }

  private int chunkElements() {
    return (int) Math.min(elementCount, CHUNK_BYTES * Byte.SIZE / type.bits());
  }

  private int byteCount(int elements) {
    return elements * type.bits() / Byte.SIZE;
  }
}
