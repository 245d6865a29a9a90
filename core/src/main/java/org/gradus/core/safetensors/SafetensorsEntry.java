package org.gradus.core.safetensors;

import com.google.common.primitives.Ints;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;

/**
 * One tensor of a safetensors file. Its values are read anew by each call.
 *
 * <p>Conversions are exact or fail:
 *
 * <table>
 *   <caption>What can be read as what</caption>
 *   <tr><th>stored</th><th>floats</th><th>doubles</th><th>ints</th><th>longs</th></tr>
 *   <tr><td>F4, F8_*, F16, BF16, F32</td><td>yes</td><td>yes</td><td>no</td><td>no</td></tr>
 *   <tr><td>F64</td><td>rounded on request</td><td>yes</td><td>no</td><td>no</td></tr>
 *   <tr><td>BOOL, I8, U8, I16, U16</td><td>yes</td><td>yes</td><td>yes</td><td>yes</td></tr>
 *   <tr><td>I32</td><td>value by value</td><td>yes</td><td>yes</td><td>yes</td></tr>
 *   <tr><td>U32</td><td>value by value</td><td>yes</td><td>value by value</td><td>yes</td></tr>
 *   <tr><td>I64</td><td>value by value</td><td>value by value</td><td>value by value</td>
 *       <td>yes</td></tr>
 *   <tr><td>U64</td><td>value by value</td><td>value by value</td><td>value by value</td>
 *       <td>value by value</td></tr>
 *   <tr><td>C64, F6_*</td><td>no</td><td>no</td><td>no</td><td>no</td></tr>
 * </table>
 *
 * <p>"Value by value" means that the first value that the target cannot hold is reported by an
 * {@link InexactValueException}. NaN keeps its sign and payload from F16, BF16 and F32 to floats.
 * {@link #bytes} and {@link #read} work for every type.
 *
 * <p>Several threads may read at once. Every method that reads throws {@link IllegalStateException}
 * if the file was closed, {@link java.io.UncheckedIOException} if the system fails to read, and
 * {@link SafetensorsException} if the file became shorter since it was opened.
 */
public final class SafetensorsEntry {
  private static final int FLOAT_PRECISION = 24;
  private static final int DOUBLE_PRECISION = 53;

  private final EntryHeader header;
  private final ByteSource source;
  private final long position;
  private final Location at;
  private final ElementReader elements;

  SafetensorsEntry(EntryHeader header, ByteSource source, long dataStart, Location file) {
    this.header = header;
    this.source = source;
    this.position = dataStart + header.begin();
    this.at = file.inTensor(header.name());
    long elementCount = EntryHeader.elementCount(header.shape(), at);
    this.elements = new ElementReader(source, position, header.type(), elementCount, at);
  }

  /** Returns the tensor's name, which is not empty. */
  public String name() {
    return header.name();
  }

  /** Returns the number format in the file. */
  public StoredType type() {
    return header.type();
  }

  /** Returns the sizes of the dimensions, outermost first, in a new array; empty for a scalar. */
  public long[] shape() {
    return header.shape().toArray();
  }

  /** Returns the number of elements: the product of the sizes, 1 for a scalar. */
  public long elementCount() {
    return elements.elementCount();
  }

  /** Returns the number of bytes that the values take in the file. */
  public long byteCount() {
    return header.end() - header.begin();
  }

  /**
   * Reads the values as a tensor: F64 as FLOAT64, the other floating-point types as FLOAT32, which
   * holds them exactly, and integers and truth values as INT32.
   *
   * @throws InexactValueException if an integer is not in the range of ints
   * @throws SafetensorsException as {@link #floats}, {@link #doubles} and {@link #ints}
   * @throws org.gradus.core.tensor.ShapeException if there are more elements than a tensor can have
   */
  public Tensor tensor() {
    Shape shape =
        Shape.of(Arrays.stream(shape()).mapToInt(size -> Ints.saturatedCast(size)).toArray());
    return type().kind() == StoredType.Kind.INTEGER
        ? Tensor.of(ints(), shape)
        : type() == StoredType.F64 ? Tensor.of(doubles(), shape) : Tensor.of(floats(), shape);
  }

  /**
   * Reads the values as floats, in row-major order.
   *
   * @throws InexactValueException if an integer is not exactly a float
   * @throws SafetensorsException if the type is F64, C64 or F6_*, if a BOOL is neither 0 nor 1, or
   *     if there are more elements than an array can have
   */
  public float[] floats() {
    if (type() == StoredType.F64) {
      throw conversionFailure("floats", "roundedFloats() rounds to the nearest float");
    }
    return switch (type().kind()) {
      case FLOATING -> elements.floats();
      case INTEGER -> {
        float[] values = new float[elements.arrayLength(elementCount())];
        elements.forEachInteger(
            (index, value) -> {
              checkPrecision(index, value, FLOAT_PRECISION, "float");
              values[index] = toFloat(value);
            });
        yield values;
      }
      case OPAQUE -> throw opaqueFailure("floats");
    };
  }

  /**
   * Reads the values as floats, in row-major order, rounded to the nearest float, ties to even; F64
   * beyond the range of floats becomes infinite, below it zero.
   *
   * @throws SafetensorsException if the type is C64 or F6_*, if a BOOL is neither 0 nor 1, or if
   *     there are more elements than an array can have
   */
  public float[] roundedFloats() {
    if (type().kind() == StoredType.Kind.INTEGER) {
      float[] values = new float[elements.arrayLength(elementCount())];
      elements.forEachInteger((index, value) -> values[index] = toFloat(value));
      return values;
    }
    return type() == StoredType.F64 ? elements.floats() : floats();
  }

  /**
   * Reads the values as doubles, in row-major order.
   *
   * @throws InexactValueException if an integer is not exactly a double
   * @throws SafetensorsException if the type is C64 or F6_*, if a BOOL is neither 0 nor 1, or if
   *     there are more elements than an array can have
   */
  public double[] doubles() {
    return switch (type().kind()) {
      case FLOATING -> elements.doubles();
      case INTEGER -> {
        double[] values = new double[elements.arrayLength(elementCount())];
        elements.forEachInteger(
            (index, value) -> {
              checkPrecision(index, value, DOUBLE_PRECISION, "double");
              values[index] = isHuge(value) ? (value >>> 1) * 2.0 : value;
            });
        yield values;
      }
      case OPAQUE -> throw opaqueFailure("doubles");
    };
  }

  /**
   * Reads the values as ints, in row-major order.
   *
   * @throws InexactValueException if a value is not in the range of ints
   * @throws SafetensorsException if the type is not an integer type or BOOL, if a BOOL is neither 0
   *     nor 1, or if there are more elements than an array can have
   */
  public int[] ints() {
    checkInteger("ints");
    int[] values = new int[elements.arrayLength(elementCount())];
    elements.forEachInteger(
        (index, value) -> {
          if ((int) value != value || isHuge(value)) {
            throw inexact(index, value, "an integer from −2^31 to 2^31−1", "longs() has 64 bits");
          }
          values[index] = (int) value;
        });
    return values;
  }

  /**
   * Reads the values as longs, in row-major order.
   *
   * @throws InexactValueException if a value is not in the range of longs
   * @throws SafetensorsException if the type is not an integer type or BOOL, if a BOOL is neither 0
   *     nor 1, or if there are more elements than an array can have
   */
  public long[] longs() {
    checkInteger("longs");
    long[] values = new long[elements.arrayLength(elementCount())];
    elements.forEachInteger(
        (index, value) -> {
          if (isHuge(value)) {
            throw inexact(
                index, value, "an integer below 2^63", "bytes() has all bits, little-endian");
          }
          values[index] = value;
        });
    return values;
  }

  /**
   * Reads the bytes of all values as they are in the file: row-major, little-endian.
   *
   * @throws SafetensorsException if there are more bytes than an array can have
   */
  public byte[] bytes() {
    byte[] bytes = new byte[elements.arrayLength(byteCount())];
    source.read(position, ByteBuffer.wrap(bytes));
    return bytes;
  }

  /**
   * Reads bytes of the values as they are in the file until the buffer is full.
   *
   * @param offset the first byte to read, counted from the tensor's first
   * @throws IndexOutOfBoundsException if {@code offset} is negative or fewer bytes follow it than
   *     the buffer has room for
   */
  public void read(long offset, ByteBuffer target) {
    if (offset < 0 || offset > byteCount() - target.remaining()) {
      throw new IndexOutOfBoundsException(
          at.message(
              "the bytes to read lie outside the tensor",
              "a range within [0, " + byteCount() + ")",
              "[" + offset + ", " + offset + " + " + target.remaining() + ")",
              null));
    }
    source.read(position + offset, target);
  }

  /** Returns name, type and shape. */
  @Override
  public String toString() {
    return name() + " " + type() + " " + header.shape();
  }

  /** Returns whether a decoded integer is at least 2^63, so that its bits look negative. */
  private boolean isHuge(long value) {
    return value < 0 && type() == StoredType.U64;
  }

  private float toFloat(long value) {
    // Halved to fit, with the lost bit kept below, so that the conversion rounds once and
    // correctly.
    return isHuge(value) ? ((value >>> 1) | (value & 1)) * 2f : value;
  }

  private void checkPrecision(int index, long value, int precision, String target) {
    long magnitude = isHuge(value) ? value : Math.abs(value);
    int zeros = Long.numberOfLeadingZeros(magnitude) + Long.numberOfTrailingZeros(magnitude);
    if (Long.SIZE - zeros > precision) {
      throw inexact(
          index,
          value,
          "an integer of at most " + precision + " significant bits for a " + target,
          type() == StoredType.U64
              ? "roundedFloats() rounds"
              : "longs() is exact, roundedFloats() rounds");
    }
  }

  private InexactValueException inexact(int index, long value, String expected, String hint) {
    String digits = isHuge(value) ? Long.toUnsignedString(value) : Long.toString(value);
    return new InexactValueException(
        at.message("a value does not fit", expected, digits + " at element " + index, hint),
        at.source(),
        name(),
        index,
        digits);
  }

  private void checkInteger(String target) {
    if (type().kind() != StoredType.Kind.INTEGER) {
      throw type().kind() == StoredType.Kind.FLOATING
          ? conversionFailure(target, "doubles() reads it")
          : opaqueFailure(target);
    }
  }

  private SafetensorsException opaqueFailure(String target) {
    return conversionFailure(target, "bytes() has the values as they are in the file");
  }

  private SafetensorsException conversionFailure(String target, String hint) {
    return at.failure(
        "the type cannot be read as " + target,
        "a type that converts exactly to " + target,
        type().name(),
        hint);
  }
}
