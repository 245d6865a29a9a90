package org.gradus.core.safetensors;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.ImmutableLongArray;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.gradus.core.file.AtomicFile;
import org.gradus.core.tensor.Tensor;

/**
 * Collects tensors and texts and writes them as a safetensors file.
 *
 * <p>The bytes depend on the content only, not on the order in which it was added: tensors are
 * sorted as by the reference, by descending {@link StoredType} and then by name, texts by key, both
 * by code point. The header is padded with spaces to a multiple of 8 bytes.
 *
 * <p>Values are not copied: arrays and buffers must not change from the call that adds them to the
 * end of the last call that writes. Of a buffer the values from its position to its limit are
 * written; later changes of either have no effect. A writer may write several times. It is not safe
 * for use by several threads at once.
 *
 * <pre>{@code
 * new SafetensorsWriter()
 *     .metadata("format", "pt")
 *     .add("fc1.weight", new long[] {32, 784}, weight)
 *     .write(path);
 * }</pre>
 */
public final class SafetensorsWriter {
  /** Never more at once: the JDK keeps a native buffer for each thread, as large as its largest. */
  private static final int CHUNK_BYTES = 1 << 18;

  private final Map<String, TensorToWrite> tensors = new HashMap<>();
  private final Map<String, String> metadata = new TreeMap<>(TensorToWrite.BY_CODE_POINTS);

  /** Creates a writer, as yet of an empty file. */
  public SafetensorsWriter() {}

  /**
   * Adds a text.
   *
   * @throws SafetensorsException if the key was added before, or key or value is not Unicode
   */
  public SafetensorsWriter metadata(String key, String value) {
    Location at = Location.of("the metadata to write");
    EntryHeader.checkUnicode(key, at);
    EntryHeader.checkUnicode(value, at);
    if (metadata.putIfAbsent(key, value) != null) {
      throw at.failure("a key is duplicate", "each key once", Location.quote(key) + " again");
    }
    return this;
  }

  /**
   * Adds a tensor: FLOAT32 as {@link StoredType#F32}, FLOAT64 as {@link StoredType#F64}, INT32 as
   * {@link StoredType#I32}. Its values are copied now.
   *
   * @throws SafetensorsException as {@link #add(String, long[], float[])}
   */
  public SafetensorsWriter add(String name, Tensor tensor) {
    long[] shape = Arrays.stream(tensor.shape().toArray()).asLongStream().toArray();
    return switch (tensor.dtype()) {
      case FLOAT32 -> add(name, shape, tensor.toFloats());
      case FLOAT64 -> add(name, shape, tensor.toDoubles());
      case INT32 -> add(name, shape, tensor.toInts());
    };
  }

  /**
   * Adds floats as a tensor of type {@link StoredType#F32}.
   *
   * @param shape the sizes of the dimensions, outermost first; empty for a scalar
   * @param values the values in row-major order, as many as the shape has
   * @throws SafetensorsException if the name was added before or cannot be a name (empty, {@code
   *     __metadata__}, above 65,535 characters, not Unicode), if the shape has a negative size or
   *     more than 64 dimensions, or if there are more or fewer values than the shape has
   */
  public SafetensorsWriter add(String name, long[] shape, float[] values) {
    return add(name, shape, FloatBuffer.wrap(values));
  }

  /**
   * Adds floats as a tensor of type {@link StoredType#F32}.
   *
   * @throws SafetensorsException as {@link #add(String, long[], float[])}
   */
  public SafetensorsWriter add(String name, long[] shape, FloatBuffer values) {
    FloatBuffer all = values.slice();
    return add(
        name,
        StoredType.F32,
        shape,
        Float.BYTES,
        all,
        (first, count, chunk) -> chunk.asFloatBuffer().put(all.slice(first, count)));
  }

  /**
   * Adds doubles as a tensor of type {@link StoredType#F64}.
   *
   * @throws SafetensorsException as {@link #add(String, long[], float[])}
   */
  public SafetensorsWriter add(String name, long[] shape, double[] values) {
    return add(name, shape, DoubleBuffer.wrap(values));
  }

  /**
   * Adds doubles as a tensor of type {@link StoredType#F64}.
   *
   * @throws SafetensorsException as {@link #add(String, long[], float[])}
   */
  public SafetensorsWriter add(String name, long[] shape, DoubleBuffer values) {
    DoubleBuffer all = values.slice();
    return add(
        name,
        StoredType.F64,
        shape,
        Double.BYTES,
        all,
        (first, count, chunk) -> chunk.asDoubleBuffer().put(all.slice(first, count)));
  }

  /**
   * Adds ints as a tensor of type {@link StoredType#I32}.
   *
   * @throws SafetensorsException as {@link #add(String, long[], float[])}
   */
  public SafetensorsWriter add(String name, long[] shape, int[] values) {
    return add(name, shape, IntBuffer.wrap(values));
  }

  /**
   * Adds ints as a tensor of type {@link StoredType#I32}.
   *
   * @throws SafetensorsException as {@link #add(String, long[], float[])}
   */
  public SafetensorsWriter add(String name, long[] shape, IntBuffer values) {
    IntBuffer all = values.slice();
    return add(
        name,
        StoredType.I32,
        shape,
        Integer.BYTES,
        all,
        (first, count, chunk) -> chunk.asIntBuffer().put(all.slice(first, count)));
  }

  /**
   * Adds longs as a tensor of type {@link StoredType#I64}.
   *
   * @throws SafetensorsException as {@link #add(String, long[], float[])}
   */
  public SafetensorsWriter add(String name, long[] shape, long[] values) {
    return add(name, shape, LongBuffer.wrap(values));
  }

  /**
   * Adds longs as a tensor of type {@link StoredType#I64}.
   *
   * @throws SafetensorsException as {@link #add(String, long[], float[])}
   */
  public SafetensorsWriter add(String name, long[] shape, LongBuffer values) {
    LongBuffer all = values.slice();
    return add(
        name,
        StoredType.I64,
        shape,
        Long.BYTES,
        all,
        (first, count, chunk) -> chunk.asLongBuffer().put(all.slice(first, count)));
  }

  /**
   * Adds a tensor of any type from the bytes of its values.
   *
   * @param bytes the values in row-major order, little-endian, as many bytes as type and shape take
   * @throws SafetensorsException as {@link #add(String, long[], float[])}, or if the values of a
   *     type of less than 8 bits do not fill whole bytes
   */
  public SafetensorsWriter add(String name, StoredType type, long[] shape, byte[] bytes) {
    return add(name, type, shape, ByteBuffer.wrap(bytes));
  }

  /**
   * Adds a tensor of any type from the bytes of its values.
   *
   * @throws SafetensorsException as {@link #add(String, StoredType, long[], byte[])}
   */
  public SafetensorsWriter add(String name, StoredType type, long[] shape, ByteBuffer bytes) {
    ByteBuffer all = bytes.slice();
    return add(
        name,
        type,
        shape,
        Byte.BYTES,
        all,
        (first, count, chunk) -> chunk.put(all.slice(first, count)));
  }

  private SafetensorsWriter add(
      String name,
      StoredType type,
      long[] shape,
      int unitBytes,
      Buffer values,
      TensorToWrite.Encoder encoder) {
    Location at = Location.of("the file to write").inTensor(name);
    EntryHeader.checkName(name, at);
    if (name.equals(EntryHeader.METADATA)) {
      throw at.failure("the name is reserved", "another name", Location.quote(name));
    }
    ImmutableLongArray sizes = ImmutableLongArray.copyOf(shape);
    EntryHeader.checkShape(sizes, at);
    long byteCount = EntryHeader.byteCount(type, sizes, at);
    long got = (long) values.remaining() * unitBytes;
    if (got != byteCount) {
      throw at.failure(
          "the values do not match the shape",
          byteCount / unitBytes
              + (unitBytes == 1 ? " bytes for " : " values for ")
              + type
              + " "
              + sizes,
          Integer.toString(values.remaining()));
    }
    TensorToWrite tensor = new TensorToWrite(name, type, sizes, byteCount, unitBytes, encoder);
    if (tensors.putIfAbsent(name, tensor) != null) {
      throw at.failure("a key is duplicate", "each key once", Location.quote(name) + " again");
    }
    return this;
  }

  /**
   * Writes the file, or replaces it if it exists, at once: at any instant, also of a power failure,
   * the path has the old content or the whole new one. The values are first written beside it, in
   * the same directory, and forced to the device.
   *
   * @throws SafetensorsException if the header would be longer than 100,000,000 bytes
   * @throws java.io.UncheckedIOException if the system fails to write; the old file is then
   *     unchanged, and nothing is left beside it
   */
  public void write(Path path) {
    List<TensorToWrite> sorted = sorted();
    byte[] header = HeaderWriter.encode(header(sorted));
    AtomicFile.replace(path, stream -> write(header, sorted, stream));
  }

  /**
   * Writes the bytes of the file to a stream and flushes it. The stream is not closed.
   *
   * @throws SafetensorsException if the header would be longer than 100,000,000 bytes
   * @throws java.io.UncheckedIOException if the stream cannot be written
   */
  public void write(OutputStream stream) {
    List<TensorToWrite> sorted = sorted();
    byte[] header = HeaderWriter.encode(header(sorted));
    write(header, sorted, stream);
  }

  private List<TensorToWrite> sorted() {
    return tensors.values().stream().sorted(TensorToWrite.FILE_ORDER).toList();
  }

  private Header header(List<TensorToWrite> sorted) {
    ImmutableList.Builder<EntryHeader> entries = ImmutableList.builder();
    long begin = 0;
    for (TensorToWrite tensor : sorted) {
      long end = begin + tensor.byteCount();
      entries.add(new EntryHeader(tensor.name(), tensor.type(), tensor.shape(), begin, end));
      begin = end;
    }
    return new Header(entries.build(), ImmutableMap.copyOf(metadata));
  }

  private static void write(byte[] header, List<TensorToWrite> tensors, OutputStream stream) {
    try {
      ByteBuffer chunk = ByteBuffer.allocate(CHUNK_BYTES).order(ByteOrder.LITTLE_ENDIAN);
      stream.write(chunk.putLong(header.length).array(), 0, Header.LENGTH_BYTES);
      for (int first = 0; first < header.length; first += CHUNK_BYTES) {
        stream.write(header, first, Math.min(CHUNK_BYTES, header.length - first));
      }
      for (TensorToWrite tensor : tensors) {
        tensor.writeTo(stream, chunk);
      }
      stream.flush();
    } catch (IOException e) {
      throw Location.of("a stream")
          .ioFailure("the stream cannot be written", "a writable stream", e);
    }
  }
}
