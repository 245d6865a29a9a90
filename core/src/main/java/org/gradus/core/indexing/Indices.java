package org.gradus.core.indexing;

import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.DTypeException;
import org.gradus.core.tensor.Tensor;

/** Checks of index tensors. */
final class Indices {
  private Indices() {}

  /** Requires INT32. */
  static void requireType(String operation, Tensor index) {
    if (index.dtype() != DType.INT32) {
      throw new DTypeException(operation, "INT32 indices (cast converts)", index.dtype());
    }
  }

  /** Returns the index, which must lie in [0, size). */
  static int checked(String operation, int index, int position, int size) {
    if (index < 0 || index >= size) {
      throw new IndexOutOfBoundsException(
          "["
              + operation
              + "] an index is out of range: expected 0 to "
              + (size - 1)
              + ", got "
              + index
              + " at position "
              + position
              + " of the indices.");
    }
    return index;
  }
}
