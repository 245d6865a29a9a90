package org.gradus.core.tensor;

/** Says that a tensor has no such axis, or that an axis is given twice. */
public final class AxisException extends IndexOutOfBoundsException {
  private static final long serialVersionUID = 1L;

  private final int axis;
  private final transient Shape shape;

  AxisException(String operation, int axis, Shape shape) {
    this(operation, axis, shape, expected(shape));
  }

  AxisException(String operation, int axis, Shape shape, String expected) {
    super(
        "["
            + operation
            + "] axis "
            + axis
            + " does not fit: expected "
            + expected
            + ". Shape: "
            + shape
            + ".");
    this.axis = axis;
    this.shape = shape;
  }

  private static String expected(Shape shape) {
    return shape.rank() == 0
        ? "no axis, since a scalar has none"
        : "one from " + (-shape.rank()) + " to " + (shape.rank() - 1);
  }

  /** Returns the axis as it was given. */
  public int axis() {
    return axis;
  }

  /** Returns the shape in which it was looked for. */
  public Shape shape() {
    return shape;
  }
}
