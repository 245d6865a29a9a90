package org.gradus.core.safetensors;

import java.nio.ByteBuffer;

/** Decodes consecutive elements from little-endian bytes, without loss. */
final class ElementDecoder {
  private ElementDecoder() {}

  /** Decodes numbers of a floating type of at most 32 bits. */
  static void floats(StoredType type, ByteBuffer bytes, float[] target, int first, int count) {
    int end = first + count;
    switch (type) {
      case F32 -> bytes.asFloatBuffer().get(target, first, count);
      case F16 -> {
        for (int i = first; i < end; i++) {
          target[i] = SmallFloat.HALF[bytes.getShort() & 0xffff];
        }
      }
      case BF16 -> {
        for (int i = first; i < end; i++) {
          target[i] = SmallFloat.brain(bytes.getShort());
        }
      }
      case F4 -> {
        for (int i = first; i < end; i += 2) {
          int pair = bytes.get();
          target[i] = SmallFloat.E2M1[pair & 0xf];
          target[i + 1] = SmallFloat.E2M1[pair >> 4 & 0xf];
        }
      }
      default -> {
        float[] values = valuesByCode(type);
        for (int i = first; i < end; i++) {
          target[i] = values[bytes.get() & 0xff];
        }
      }
    }
  }

  private static float[] valuesByCode(StoredType type) {
    return switch (type) {
      case F8_E5M2 -> SmallFloat.E5M2;
      case F8_E4M3 -> SmallFloat.E4M3;
      case F8_E8M0 -> SmallFloat.E8M0;
      case F8_E4M3FNUZ -> SmallFloat.E4M3_FNUZ;
      case F8_E5M2FNUZ -> SmallFloat.E5M2_FNUZ;
      default -> throw new AssertionError(type);
    };
  }

  /** Decodes numbers of an integer type; those of {@link StoredType#U64} keep their bits. */
  static void longs(StoredType type, ByteBuffer bytes, long[] target, int first, int count) {
    int end = first + count;
    switch (type) {
      case I64, U64 -> bytes.asLongBuffer().get(target, first, count);
      case I32 -> {
        for (int i = first; i < end; i++) {
          target[i] = bytes.getInt();
        }
      }
      case U32 -> {
        for (int i = first; i < end; i++) {
          target[i] = Integer.toUnsignedLong(bytes.getInt());
        }
      }
      case I16 -> {
        for (int i = first; i < end; i++) {
          target[i] = bytes.getShort();
        }
      }
      case U16 -> {
        for (int i = first; i < end; i++) {
          target[i] = Short.toUnsignedLong(bytes.getShort());
        }
      }
      case I8 -> {
        for (int i = first; i < end; i++) {
          target[i] = bytes.get();
        }
      }
      case U8, BOOL -> {
        for (int i = first; i < end; i++) {
          target[i] = Byte.toUnsignedLong(bytes.get());
        }
      }
      default -> throw new AssertionError(type);
    }
  }
}
