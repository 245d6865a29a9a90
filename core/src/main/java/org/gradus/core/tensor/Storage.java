package org.gradus.core.tensor;

import org.jspecify.annotations.Nullable;

/**
 * The array behind one or more tensors.
 *
 * <p>A tensor remembers the version at which it was made. Whoever changes or takes back the array
 * counts the version up, and every tensor of an older version is stale: reading it is an error,
 * never a wrong number.
 */
final class Storage {
  /** Why tensors of older versions are stale. */
  enum Change {
    OVERWRITTEN,
    RECYCLED
  }

  private final DType dtype;
  private @Nullable Object array;
  private int version;
  private Change lastChange = Change.OVERWRITTEN;
  private boolean kept;

  private Storage(DType dtype, Object array) {
    this.dtype = dtype;
    this.array = array;
  }

  static Storage of(float[] array) {
    return new Storage(DType.FLOAT32, array);
  }

  static Storage of(double[] array) {
    return new Storage(DType.FLOAT64, array);
  }

  static Storage of(int[] array) {
    return new Storage(DType.INT32, array);
  }

  /** Wraps an array of the type's primitive. */
  static Storage of(DType dtype, Object array) {
    return new Storage(dtype, array);
  }

  DType dtype() {
    return dtype;
  }

  int version() {
    return version;
  }

  /** Returns the array for a reader that holds {@code version}. */
  Object array(int version) {
    Object current = array;
    if (this.version != version || current == null) {
      throw new StaleTensorException(lastChange);
    }
    return current;
  }

  /** Returns the array in order to change it, and makes all tensors of today stale. */
  Object overwrite() {
    Object current = array(version);
    version++;
    lastChange = Change.OVERWRITTEN;
    return current;
  }

  /** Exempts this storage from recycling. */
  void keep() {
    kept = true;
  }

  /** Returns whether {@link #keep} was called. */
  boolean isKept() {
    return kept;
  }

  /** Takes the array back, and makes all tensors of today stale. */
  Object recycle() {
    Object current = array(version);
    version++;
    lastChange = Change.RECYCLED;
    array = null;
    return current;
  }
}
