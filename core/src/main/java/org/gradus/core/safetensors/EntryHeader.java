package org.gradus.core.safetensors;

import com.google.common.primitives.ImmutableLongArray;
import java.nio.charset.StandardCharsets;

/**
 * What the header says of one tensor.
 *
 * @param name the tensor's name
 * @param type the number format
 * @param shape the sizes of its dimensions; empty for a scalar
 * @param begin where its values begin, counted from the end of the header
 * @param end where its values end, exclusive
 */
record EntryHeader(String name, StoredType type, ImmutableLongArray shape, long begin, long end) {
  /** The key that is no tensor but the map of texts. */
  static final String METADATA = "__metadata__";

  /** The longest name, in UTF-16 units. */
  static final int MAX_NAME_LENGTH = 65_535;

  /** The most dimensions, those of PyTorch and NumPy. */
  static final int MAX_RANK = 64;

  /** Verifies that a tensor may be called so. */
  static void checkName(String name, Location at) {
    if (name.isEmpty() || name.length() > MAX_NAME_LENGTH) {
      throw at.failure(
          "a tensor's name has a wrong length",
          "1 to " + MAX_NAME_LENGTH + " characters",
          Integer.toString(name.length()));
    }
    checkUnicode(name, at);
  }

  /** Verifies that a text has no unpaired surrogates, which UTF-8 cannot represent. */
  static void checkUnicode(String text, Location at) {
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw at.failure(
          "a text is not Unicode",
          "paired surrogates",
          "an unpaired one in " + Location.quote(text));
    }
  }

  /** Verifies that sizes are not negative and not more than supported. */
  static void checkShape(ImmutableLongArray shape, Location at) {
    if (shape.length() > MAX_RANK || shape.stream().anyMatch(size -> size < 0)) {
      throw at.failure(
          "the shape is invalid",
          "at most " + MAX_RANK + " sizes, each at least 0",
          shape.length() > MAX_RANK ? shape.length() + " sizes" : shape.toString());
    }
  }

  /**
   * Returns the number of elements, the product of the sizes. As in the reference, sizes whose
   * product overflows before a later zero are an error.
   */
  static long elementCount(ImmutableLongArray shape, Location at) {
    long count = 1;
    for (int axis = 0; axis < shape.length(); axis++) {
      count = multiply(count, shape.get(axis), shape, at);
    }
    return count;
  }

  /** Returns the number of bytes of elements of a type, which must be whole. */
  static long byteCount(StoredType type, ImmutableLongArray shape, Location at) {
    long bits = multiply(elementCount(shape, at), type.bits(), shape, at);
    if (bits % Byte.SIZE != 0) {
      throw at.failure(
          "the values do not fill whole bytes",
          "a multiple of 8 bits",
          bits + " bits for " + type + " " + shape);
    }
    return bits / Byte.SIZE;
  }

  private static long multiply(long a, long b, ImmutableLongArray shape, Location at) {
    long product = a * b;
    if (Math.multiplyHigh(a, b) != 0 || product < 0) {
      throw at.failure("the size overflows", "less than 2^63 bits", "shape " + shape);
    }
    return product;
  }
}
