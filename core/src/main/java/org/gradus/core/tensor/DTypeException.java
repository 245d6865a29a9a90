package org.gradus.core.tensor;

import java.util.List;

/** Says that an operation does not take elements of these types, or takes equal ones only. */
public final class DTypeException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final List<DType> dtypes;

  /**
   * Creates the exception.
   *
   * @param operation the name of the operation
   * @param expected what it takes
   * @param dtypes what it was given, in the order of the arguments
   */
  public DTypeException(String operation, String expected, DType... dtypes) {
    super(
        "["
            + operation
            + "] wrong element type: expected "
            + expected
            + ", got "
            + String.join(" and ", names(dtypes))
            + ".");
    this.dtypes = List.of(dtypes);
  }

  /**
   * Requires elements of a floating-point type.
   *
   * @param operation the name of the operation
   * @throws DTypeException if they are not
   */
  public static void requireFloating(String operation, Tensor x) {
    if (!x.dtype().isFloating()) {
      throw new DTypeException(operation, "FLOAT32 or FLOAT64 (cast converts)", x.dtype());
    }
  }

  private static List<String> names(DType... dtypes) {
    return List.of(dtypes).stream().map(DType::name).toList();
  }

  /** Returns the types that were given. */
  public List<DType> dtypes() {
    return dtypes;
  }
}
