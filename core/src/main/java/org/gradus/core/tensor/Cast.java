package org.gradus.core.tensor;

import org.jspecify.annotations.Nullable;

/** The elements as another type; between floating-point types the gradient is cast back. */
final class Cast extends Op {
  private final DType type;

  private Cast(DType type) {
    super("cast");
    this.type = type;
  }

  static Tensor of(Tensor x, DType type) {
    return x.dtype() == type ? x : new Cast(type).apply(x);
  }

  @Override
  protected Keeps keeps() {
    return Keeps.NOTHING;
  }

  @Override
  protected Tensor forward(Tensor[] inputs) {
    Tensor x = inputs[0];
    Tensor y = allocate(type, x.shape());
    int yo = offset(y);
    for (int i = 0; i < x.elements(); i++) {
      double value = Fill.element(x, i);
      switch (type) {
        case FLOAT32 -> floats(y)[yo + i] = (float) value;
        case FLOAT64 -> doubles(y)[yo + i] = value;
        case INT32 -> ints(y)[yo + i] = truncated(value);
      }
    }
    return y;
  }

  private static int truncated(double value) {
    int result = (int) value;
    if (!(Math.abs(value - result) < 1)) {
      throw new ArithmeticException(
          "[cast] a number does not fit INT32: expected one from -2147483648 to 2147483647, got "
              + value
              + ".");
    }
    return result;
  }

  @Override
  protected @Nullable Tensor[] vjp(Call call, Tensor gradient) {
    return new Tensor[] {of(gradient, call.inputDType(0))};
  }
}
