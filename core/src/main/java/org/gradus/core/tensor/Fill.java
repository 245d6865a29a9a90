package org.gradus.core.tensor;

import java.util.Arrays;
import org.gradus.core.internal.kernels.Backend;

/** Whole-tensor loops without a gradient: filling, copying, adding in place, single elements. */
final class Fill {
  private Fill() {}

  static void zeros(Tensor tensor) {
    constant(tensor, 0);
  }

  static void constant(Tensor tensor, double value) {
    int from = tensor.offset();
    int to = from + tensor.elements();
    switch (tensor.dtype()) {
      case FLOAT32 -> Arrays.fill((float[]) tensor.array(), from, to, (float) value);
      case FLOAT64 -> Arrays.fill((double[]) tensor.array(), from, to, value);
      case INT32 -> Arrays.fill((int[]) tensor.array(), from, to, integer("full", value));
    }
  }

  /** Returns the number as an int. */
  static int integer(String operation, double value) {
    int result = (int) value;
    if (result != value) {
      throw new ArithmeticException(
          "["
              + operation
              + "] not an INT32 number: expected an integer from -2147483648 to 2147483647, got "
              + value
              + ".");
    }
    return result;
  }

  /** Returns an array of exactly the elements. */
  static Object copyOfElements(Tensor tensor) {
    int from = tensor.offset();
    int to = from + tensor.elements();
    return switch (tensor.dtype()) {
      case FLOAT32 -> Arrays.copyOfRange((float[]) tensor.array(), from, to);
      case FLOAT64 -> Arrays.copyOfRange((double[]) tensor.array(), from, to);
      case INT32 -> Arrays.copyOfRange((int[]) tensor.array(), from, to);
    };
  }

  /** Adds to a sum that nobody else sees yet. */
  static void addInPlace(Tensor sum, Tensor term) {
    var reductions = Backend.current().reductions();
    int length = sum.elements();
    if (sum.dtype() == DType.FLOAT32) {
      reductions.axpby(
          1f,
          (float[]) term.array(),
          term.offset(),
          1f,
          (float[]) sum.array(),
          sum.offset(),
          length);
    } else {
      reductions.axpby(
          1d,
          (double[]) term.array(),
          term.offset(),
          1d,
          (double[]) sum.array(),
          sum.offset(),
          length);
    }
  }

  static double element(Tensor tensor, int position) {
    int index = tensor.offset() + position;
    return switch (tensor.dtype()) {
      case FLOAT32 -> ((float[]) tensor.array())[index];
      case FLOAT64 -> ((double[]) tensor.array())[index];
      case INT32 -> ((int[]) tensor.array())[index];
    };
  }

  /** Returns the row-major position of an index. */
  static int position(Shape shape, int[] index) {
    if (index.length != shape.rank()) {
      throw ShapeException.of(
          "get",
          "the index does not fit",
          shape.rank() + " positions",
          index.length + " positions",
          shape);
    }
    int position = 0;
    for (int axis = 0; axis < index.length; axis++) {
      if (index[axis] < 0 || index[axis] >= shape.at(axis)) {
        throw new IndexOutOfBoundsException(
            "[get] no such element: expected a position from 0 to "
                + (shape.at(axis) - 1)
                + " at axis "
                + axis
                + ", got "
                + index[axis]
                + ". Shape: "
                + shape
                + ".");
      }
      position = position * shape.at(axis) + index[axis];
    }
    return position;
  }

  static Shape fitting(int length, Shape shape) {
    if (length != shape.elements()) {
      throw ShapeException.of(
          "tensor",
          "the array does not fill the shape",
          shape.elements() + " elements",
          length + " elements",
          shape);
    }
    return shape;
  }
}
