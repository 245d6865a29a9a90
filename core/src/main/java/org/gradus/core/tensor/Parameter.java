package org.gradus.core.tensor;

/**
 * A learned value: the mutable cell whose content an optimizer improves.
 *
 * <p>{@link #tensor()} is its value now, tracked, so that whatever is computed from it is recorded.
 * An update makes tensors that were read before stale; read the value anew in every step.
 */
public final class Parameter {
  private final Cell cell;
  private final Call leaf;
  private volatile Tensor tensor;

  private Parameter(Tensor initial) {
    this.cell = new Cell(initial);
    this.leaf = Call.leaf();
    this.tensor = cell.read(leaf);
  }

  /**
   * Creates a parameter with a copy of the initial value.
   *
   * @throws DTypeException if the value is not of a floating-point type
   */
  public static Parameter of(Tensor initial) {
    if (!initial.dtype().isFloating()) {
      throw new DTypeException("parameter", "FLOAT32 or FLOAT64", initial.dtype());
    }
    return new Parameter(initial);
  }

  /** Returns the value, tracked. */
  public Tensor tensor() {
    return tensor;
  }

  /** Returns the shape of the value. */
  public Shape shape() {
    return tensor.shape();
  }

  /** Returns the type of the value. */
  public DType dtype() {
    return tensor.dtype();
  }

  /**
   * Replaces the value by a copy of another one.
   *
   * @throws ShapeException if the shape differs
   * @throws DTypeException if the type differs
   */
  public void set(Tensor value) {
    cell.set("parameter", value);
    tensor = cell.read(leaf);
  }

  /** Returns the storage in order to change it in place; ends with {@link #changed}. */
  Object overwrite() {
    return cell.overwrite();
  }

  /** Makes the changed storage the value. */
  void changed() {
    tensor = cell.read(leaf);
  }

  /** Returns the tensor by which gradients are found. */
  Tensor leaf() {
    return tensor;
  }
}
