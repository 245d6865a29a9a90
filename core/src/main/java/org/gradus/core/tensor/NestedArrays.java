package org.gradus.core.tensor;

import java.lang.reflect.Array;

/** Matrices as arrays of rows. */
final class NestedArrays {
  private NestedArrays() {}

  static Tensor toTensor(Object[] rows, DType dtype) {
    int columns = rows.length == 0 ? 0 : Array.getLength(rows[0]);
    Shape shape = Shape.of(rows.length, columns);
    Object flat = array(dtype, shape.elements());
    for (int i = 0; i < rows.length; i++) {
      int length = Array.getLength(rows[i]);
      if (length != columns) {
        throw ShapeException.of(
            "tensor",
            "the rows differ in length",
            columns + " numbers as in row 0",
            length + " in row " + i);
      }
      System.arraycopy(rows[i], 0, flat, i * columns, columns);
    }
    return new Tensor(Storage.of(dtype, flat), 0, shape);
  }

  static Object[] toRows(Tensor matrix) {
    Shape shape = matrix.shape();
    if (shape.rank() != 2) {
      throw ShapeException.of("toRows", "not a matrix", "2 axes", shape.rank() + " axes", shape);
    }
    int columns = shape.at(1);
    Object[] rows =
        switch (matrix.dtype()) {
          case FLOAT32 -> new float[shape.at(0)][columns];
          case FLOAT64 -> new double[shape.at(0)][columns];
          case INT32 -> new int[shape.at(0)][columns];
        };
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(matrix.array(), matrix.offset() + i * columns, rows[i], 0, columns);
    }
    return rows;
  }

  private static Object array(DType dtype, int length) {
    return switch (dtype) {
      case FLOAT32 -> new float[length];
      case FLOAT64 -> new double[length];
      case INT32 -> new int[length];
    };
  }
}
