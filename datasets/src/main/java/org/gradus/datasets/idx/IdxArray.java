package org.gradus.datasets.idx;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.datasets.archive.ArchiveLimits;
import org.gradus.datasets.archive.Gzip;
import org.gradus.datasets.location.MalformedFileException;

/**
 * The content of an IDX file: numbers of one type in rows of any rank.
 *
 * <p>The header is two zero bytes, a byte for the type, a byte for the rank, and the size of each
 * axis in four bytes, the highest first; the numbers follow, row-major. The file may come from
 * anybody: memory is allocated once its size, or the size that gzip may reach within the limits,
 * has been seen to be enough.
 */
public final class IdxArray {
  private static final int SIZE_BYTES = 4;
  private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;

  private final ElementType type;
  private final Shape shape;
  private final byte[] content;

  private IdxArray(ElementType type, Shape shape, byte[] content) {
    this.type = type;
    this.shape = shape;
    this.content = content;
  }

  /**
   * Reads a file, compressed with gzip or not, with the {@linkplain ArchiveLimits#standard usual
   * limits}.
   *
   * @throws MalformedFileException if it is not an IDX file, ends too early or goes on too long
   * @throws java.io.UncheckedIOException if it cannot be read
   */
  public static IdxArray read(Path path) {
    return read(path, ArchiveLimits.standard());
  }

  /**
   * Reads a file, compressed with gzip or not.
   *
   * @throws MalformedFileException if it is not an IDX file, ends too early or goes on too long, or
   *     exceeds the limits
   * @throws java.io.UncheckedIOException if it cannot be read
   */
  public static IdxArray read(Path path, ArchiveLimits limits) {
    String source = path.toString();
    try (InputStream stream = Gzip.open(path, limits)) {
      return read(stream, source, limits.bytesFrom(Files.size(path)));
    } catch (IOException e) {
      throw MalformedFileException.whileReading(source, e);
    }
  }

  private static IdxArray read(InputStream stream, String source, long most) throws IOException {
    int magic = readInt(stream, "magic number");
    int rank = magic & 0xff;
    ElementType type =
        ElementType.ofCode(magic >>> 8)
            .orElseThrow(
                () ->
                    MalformedFileException.of(
                        source,
                        "the magic number is not that of IDX",
                        "0x00000800 and a type 08, 09, 0b to 0e in its third byte",
                        "0x" + HexFormat.of().toHexDigits(magic)));
    int[] sizes = new int[rank];
    long bytes = type.bytes();
    for (int axis = 0; axis < rank; axis++) {
      sizes[axis] = readInt(stream, "size of axis " + axis);
      if (sizes[axis] < 0) {
        throw MalformedFileException.of(
            source,
            "the size of axis " + axis + " is out of range",
            "0 to 2147483647",
            Integer.toUnsignedString(sizes[axis]));
      }
      // Axes of size 0 hide no others: shapes of more than 2³¹ − 1 elements do not exist.
      bytes = Math.min(bytes, Integer.MAX_VALUE) * Math.max(sizes[axis], 1);
    }
    if (bytes > Math.min(most, LARGEST_ARRAY)) {
      throw MalformedFileException.of(
          source,
          "the header claims more than a file of this size may hold",
          "at most " + Math.min(most, LARGEST_ARRAY) + " bytes",
          type + " " + Arrays.toString(sizes));
    }
    Shape shape = Shape.of(sizes);
    byte[] content = new byte[shape.elements() * type.bytes()];
    int read = stream.readNBytes(content, 0, content.length);
    if (read < content.length) {
      throw new EOFException("%s of %s bytes of numbers".formatted(read, content.length));
    }
    if (stream.read() >= 0) {
      throw MalformedFileException.of(
          source, "there are bytes behind the last number", "the file to end", "more bytes");
    }
    return new IdxArray(type, shape, content);
  }

  private static int readInt(InputStream stream, String what) throws IOException {
    byte[] bytes = stream.readNBytes(SIZE_BYTES);
    if (bytes.length < SIZE_BYTES) {
      throw new EOFException("the end of the file in the " + what);
    }
    return ByteBuffer.wrap(bytes).getInt();
  }

  /** Returns what the numbers are. */
  public ElementType type() {
    return type;
  }

  /** Returns the sizes of the axes. */
  public Shape shape() {
    return shape;
  }

  /** Returns the bytes of the numbers as they are in the file, not a copy. */
  byte[] content() {
    return content;
  }

  /**
   * Returns the numbers: INT32 for all whole ones, FLOAT32 or FLOAT64 for the others.
   *
   * @return a tensor of {@link #shape}
   */
  public Tensor toTensor() {
    ByteBuffer buffer = ByteBuffer.wrap(content);
    int count = shape.elements();
    if (type.dtype() == DType.FLOAT32) {
      float[] numbers = new float[count];
      buffer.asFloatBuffer().get(numbers);
      return Tensor.of(numbers, shape);
    }
    if (type.dtype() == DType.FLOAT64) {
      double[] numbers = new double[count];
      buffer.asDoubleBuffer().get(numbers);
      return Tensor.of(numbers, shape);
    }
    return Tensor.of(toInts(), shape);
  }

  /** Returns the whole numbers. */
  int[] toInts() {
    int[] numbers = new int[shape.elements()];
    ByteBuffer buffer = ByteBuffer.wrap(content);
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] =
          switch (type) {
            case UNSIGNED_BYTE -> Byte.toUnsignedInt(buffer.get());
            case BYTE -> buffer.get();
            case SHORT -> buffer.getShort();
            case INT -> buffer.getInt();
            case FLOAT, DOUBLE -> throw new IllegalStateException("not whole: " + type);
          };
    }
    return numbers;
  }
}
