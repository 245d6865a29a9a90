package org.gradus.core.tensor;

import java.util.Locale;

/** Exact arithmetic of INT32 tensors; overflow is an error. */
enum IntegerArithmetic {
  ADD,
  SUBTRACT,
  MULTIPLY,
  MAXIMUM,
  MINIMUM;

  private int apply(int a, int b) {
    return switch (this) {
      case ADD -> Math.addExact(a, b);
      case SUBTRACT -> Math.subtractExact(a, b);
      case MULTIPLY -> Math.multiplyExact(a, b);
      case MAXIMUM -> Math.max(a, b);
      case MINIMUM -> Math.min(a, b);
    };
  }

  /**
   * Returns the results, broadcast.
   *
   * @throws ArithmeticException if a result does not fit
   */
  Tensor of(Tensor a, Tensor b) {
    String operation = name().toLowerCase(Locale.ROOT);
    Binary.requireSameType(operation, a, b);
    Shape shape = Shape.broadcast(operation, a.shape(), b.shape());
    Tensor result = Tensor.allocate(DType.INT32, shape);
    int[] as = (int[]) a.array();
    int[] bs = (int[]) b.array();
    int[] rs = (int[]) result.array();
    int ao = a.offset();
    int bo = b.offset();
    int ro = result.offset();
    Broadcasting.of(shape, a.shape(), b.shape())
        .forEach(
            (i, stepA, j, stepB, k, n) -> {
              for (int e = 0; e < n; e++) {
                int left = as[ao + i + e * stepA];
                int right = bs[bo + j + e * stepB];
                try {
                  rs[ro + k + e] = apply(left, right);
                } catch (ArithmeticException overflow) {
                  ArithmeticException named =
                      new ArithmeticException(
                          "["
                              + operation
                              + "] the result does not fit INT32: expected at most 32 bits, got the operands "
                              + left
                              + " and "
                              + right
                              + ".");
                  named.initCause(overflow);
                  throw named;
                }
              }
            });
    return result;
  }
}
