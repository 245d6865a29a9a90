package org.gradus.core.tensor;

import org.gradus.core.pointwise.PowerOf;
import org.gradus.core.pointwise.ScaleShift;

/** Arithmetic of a tensor and a number. */
final class Scalars {
  private Scalars() {}

  /** Returns scale · x + shift; the numbers take the tensor's type. */
  static Tensor affine(String operation, Tensor x, double scale, double shift) {
    if (scale == 1 && shift == 0) {
      return x;
    }
    if (x.dtype() == DType.INT32) {
      Tensor scaled =
          scale == 1
              ? x
              : IntegerArithmetic.MULTIPLY.of(x, Tensor.scalar(Fill.integer(operation, scale)));
      return shift == 0
          ? scaled
          : IntegerArithmetic.ADD.of(scaled, Tensor.scalar(Fill.integer(operation, shift)));
    }
    return x.map(new ScaleShift(scale, shift));
  }

  /** Returns x / number, each element rounded once. */
  static Tensor divide(Tensor x, double number) {
    DTypeException.requireFloating("divide", x);
    return Binary.divide(x, scalarLike(x, number));
  }

  static Tensor power(Tensor x, double exponent) {
    return x.map(new PowerOf(exponent));
  }

  /** Returns the number as a scalar of the tensor's type. */
  static Tensor scalarLike(Tensor x, double number) {
    return Tensor.full(x.dtype(), Shape.SCALAR, number);
  }
}
