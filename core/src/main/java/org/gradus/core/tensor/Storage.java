package org.gradus.core.tensor;

import java.util.Optional;
import java.util.function.Consumer;
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
    RECYCLED,
    PASSED_ON
  }

  private final DType dtype;
  private @Nullable Object array;
  private final @Nullable RowSum rows;
  private int version;
  private Change lastChange = Change.OVERWRITTEN;
  private boolean kept;
  private int holders;
  private boolean ofWalk;

  private Storage(DType dtype, @Nullable Object array, @Nullable RowSum rows) {
    this.dtype = dtype;
    this.array = array;
    this.rows = rows;
  }

  static Storage of(float[] array) {
    return new Storage(DType.FLOAT32, array, null);
  }

  static Storage of(double[] array) {
    return new Storage(DType.FLOAT64, array, null);
  }

  static Storage of(int[] array) {
    return new Storage(DType.INT32, array, null);
  }

  /** Wraps an array of the type's primitive. */
  static Storage of(DType dtype, Object array) {
    return new Storage(dtype, array, null);
  }

  /** Returns the place of a sum of rows, whose array is computed when it is asked for. */
  static Storage of(DType dtype, RowSum rows) {
    return new Storage(dtype, null, rows);
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
    if (this.version == version && current != null) {
      return current;
    }
    RowSum sum = rows;
    if (this.version == version && sum != null) {
      return sum.dense();
    }
    throw new StaleTensorException(lastChange);
  }

  /** Returns the rows that this is the sum of, if it is one. */
  Optional<RowSum> rows() {
    return Optional.ofNullable(rows);
  }

  /** Returns the array in order to change it, and makes all tensors of today stale. */
  Object overwrite() {
    Object current = array(version);
    version++;
    lastChange = Change.OVERWRITTEN;
    return current;
  }

  /** Does something with this storage and those of the rows that it is the sum of. */
  void forEachPart(Consumer<Storage> action) {
    action.accept(this);
    if (rows != null) {
      rows.forEachStorage(action);
    }
  }

  /** Exempts this storage from recycling. */
  void keep() {
    kept = true;
  }

  /** Returns whether {@link #keep} was called. */
  boolean isKept() {
    return kept;
  }

  /** Notes a place of a walk that holds a gradient in this storage. */
  void hold() {
    holders++;
  }

  /**
   * Notes that a place no longer holds a gradient in this storage.
   *
   * @return whether the storage can be recycled: nobody holds it, and it was taken for the walk
   */
  boolean letGo() {
    holders--;
    return holders == 0 && ofWalk && !kept;
  }

  /** Returns whether a place of a walk holds a gradient in this storage. */
  boolean isHeld() {
    return holders > 0;
  }

  /** Notes that this storage was taken during a walk. */
  void markOfWalk() {
    ofWalk = true;
  }

  /** Returns whether the array was taken back. */
  boolean isRecycled() {
    return array == null;
  }

  /** Takes the array back, and makes all tensors of today stale. */
  Object recycle(Change how) {
    Object current = array(version);
    version++;
    lastChange = how;
    array = null;
    return current;
  }
}
