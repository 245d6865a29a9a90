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
    int length = x.elements();
    int from = offset(x);
    int to = offset(y);
    switch (x.dtype()) {
      case FLOAT32 -> fromFloats(floats(x), from, y, to, length);
      case FLOAT64 -> fromDoubles(doubles(x), from, y, to, length);
      case INT32 -> fromInts(ints(x), from, y, to, length);
    }
    return y;
  }

  private static void fromFloats(float[] x, int from, Tensor y, int to, int length) {
    if (y.dtype() == DType.INT32) {
      int[] result = ints(y);
      for (int i = 0; i < length; i++) {
        result[to + i] = truncated(x[from + i]);
      }
    } else {
      double[] result = doubles(y);
      for (int i = 0; i < length; i++) {
        result[to + i] = x[from + i];
      }
    }
  }

  private static void fromDoubles(double[] x, int from, Tensor y, int to, int length) {
    if (y.dtype() == DType.INT32) {
      int[] result = ints(y);
      for (int i = 0; i < length; i++) {
        result[to + i] = truncated(x[from + i]);
      }
    } else {
      float[] result = floats(y);
      for (int i = 0; i < length; i++) {
        result[to + i] = (float) x[from + i];
      }
    }
  }

  private static void fromInts(int[] x, int from, Tensor y, int to, int length) {
    if (y.dtype() == DType.FLOAT32) {
      float[] result = floats(y);
      for (int i = 0; i < length; i++) {
        result[to + i] = (float) x[from + i];
      }
    } else {
      double[] result = doubles(y);
      for (int i = 0; i < length; i++) {
        result[to + i] = x[from + i];
      }
    }
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
