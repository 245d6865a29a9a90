package org.gradus.layers.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.gradus.core.safetensors.SafetensorsEntry;
import org.gradus.core.safetensors.SafetensorsFile;
import org.gradus.core.safetensors.StoredType;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;

/**
 * The parameters and buffers in a file, as they are asked for, and everything that is not as it
 * should be.
 */
final class StoredState {
  /** What a difference has on the side where there is no tensor. */
  static final String NOTHING = "nothing";

  /**
   * How many elements are made up for tensors that the file does not have, so that all differences
   * can be told at once. A file that claims more is not followed further.
   */
  private static final long MADE_UP = 1 << 22;

  private final String source;
  private final SafetensorsFile file;
  private final Set<String> asked = new HashSet<>();
  private final List<StateMismatchException.Difference> differences = new ArrayList<>();
  private long madeUp;

  StoredState(String source, SafetensorsFile file) {
    this.source = source;
    this.file = file;
  }

  /**
   * Returns the tensor at a path, or zeros if it is not as expected.
   *
   * @throws StateMismatchException with what is known so far, if too much is missing to go on
   */
  Tensor at(String path, DType dtype, Shape shape) {
    if (fits(path, dtype, shape)) {
      return read(file.entry(path), shape);
    }
    madeUp += shape.elements();
    if (madeUp > MADE_UP) {
      throw new StateMismatchException(source, differences);
    }
    return Tensor.zeros(dtype, shape);
  }

  /** Returns whether the file has such a tensor at a path, and remembers the difference if not. */
  boolean fits(String path, DType dtype, Shape shape) {
    asked.add(path);
    Optional<SafetensorsEntry> entry = file.find(path);
    String expected = typeOf(dtype) + " " + shape;
    String got = entry.map(StoredState::describe).orElse(NOTHING);
    if (expected.equals(got)) {
      return true;
    }
    differences.add(new StateMismatchException.Difference(path, expected, got));
    return false;
  }

  /**
   * Requires that everything was as expected, and that there is nothing besides.
   *
   * @throws StateMismatchException if not
   */
  void requireComplete() {
    for (SafetensorsEntry entry : file.entries()) {
      if (!asked.contains(entry.name())) {
        differences.add(
            new StateMismatchException.Difference(entry.name(), NOTHING, describe(entry)));
      }
    }
    if (!differences.isEmpty()) {
      throw new StateMismatchException(source, differences);
    }
  }

  private static String describe(SafetensorsEntry entry) {
    StringBuilder text = new StringBuilder(entry.type().name()).append(" (");
    long[] sizes = entry.shape();
    for (int i = 0; i < sizes.length; i++) {
      text.append(i == 0 ? "" : ", ").append(sizes[i]);
    }
    return text.append(')').toString();
  }

  private static StoredType typeOf(DType dtype) {
    return switch (dtype) {
      case FLOAT32 -> StoredType.F32;
      case FLOAT64 -> StoredType.F64;
      case INT32 -> StoredType.I32;
    };
  }

  private static Tensor read(SafetensorsEntry entry, Shape shape) {
    return switch (entry.type()) {
      case F32 -> Tensor.of(entry.floats(), shape);
      case F64 -> Tensor.of(entry.doubles(), shape);
      default -> Tensor.of(entry.ints(), shape);
    };
  }
}
