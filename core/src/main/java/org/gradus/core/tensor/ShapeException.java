package org.gradus.core.tensor;

import java.util.List;

/**
 * Says that shapes do not fit an operation: {@code [matmul] the inner sizes differ: expected …, got
 * …. Shapes: (2, 3), (4, 5).}
 */
public final class ShapeException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final String operation;
  private final transient List<Shape> shapes;
  private final boolean located;

  private ShapeException(String operation, String message, List<Shape> shapes, boolean located) {
    super(message);
    this.located = located;
    this.operation = operation;
    this.shapes = shapes;
  }

  /**
   * Returns the exception with the message {@code [operation] problem: expected …, got …. Shapes:
   * ….}
   *
   * @param shapes all shapes concerned, in the order of the arguments
   */
  public static ShapeException of(
      String operation, String problem, String expected, String got, Shape... shapes) {
    StringBuilder text = new StringBuilder();
    text.append('[').append(operation).append("] ").append(problem);
    text.append(": expected ").append(expected).append(", got ").append(got).append('.');
    if (shapes.length > 0) {
      text.append(shapes.length == 1 ? " Shape: " : " Shapes: ");
      for (int i = 0; i < shapes.length; i++) {
        text.append(i == 0 ? "" : ", ").append(shapes[i]);
      }
      text.append('.');
    }
    return new ShapeException(operation, text.toString(), List.of(shapes), false);
  }

  /** Returns this problem with the path of the module where it arose, unless it has one already. */
  public ShapeException at(String path) {
    if (located || path.isEmpty()) {
      return this;
    }
    ShapeException there =
        new ShapeException(operation, getMessage() + " At " + path + ".", shapes, true);
    there.initCause(this);
    return there;
  }

  /** Returns the name of the operation that was asked for. */
  public String operation() {
    return operation;
  }

  /** Returns the shapes concerned, in the order of the arguments. */
  public List<Shape> shapes() {
    return shapes;
  }
}
