package org.gradus.core.tensor;

/**
 * A value that a module or optimizer keeps and changes, but does not learn by gradients, such as
 * the running mean of a batch normalization or the momentum of an optimizer. It belongs to the
 * saved state.
 */
public final class Buffer {
  private final Cell cell;
  private volatile Tensor tensor;

  private Buffer(Tensor initial) {
    this.cell = new Cell(initial);
    this.tensor = cell.read(null);
  }

  /** Creates a buffer with a copy of the initial value. */
  public static Buffer of(Tensor initial) {
    return new Buffer(initial);
  }

  /** Returns the value now, not tracked; stale after the next change. */
  public Tensor tensor() {
    return tensor;
  }

  /**
   * Replaces the value by a copy of another one.
   *
   * @throws ShapeException if the shape differs
   * @throws DTypeException if the type differs
   */
  public void set(Tensor value) {
    cell.set("buffer", value);
    tensor = cell.read(null);
  }

  /** Returns the storage in order to change it in place; ends with {@link #changed}. */
  Object overwrite() {
    return cell.overwrite();
  }

  /** Makes the changed storage the value. */
  void changed() {
    tensor = cell.read(null);
  }
}
