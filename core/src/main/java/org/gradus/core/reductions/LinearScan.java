package org.gradus.core.reductions;

import org.gradus.core.tensor.Call;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.DTypeException;
import org.gradus.core.tensor.Op;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Slice;
import org.gradus.core.tensor.Tensor;
import org.gradus.core.tensor.Unslice;
import org.jspecify.annotations.Nullable;

/**
 * The linear recurrence y_i = a_i · y_{i−1} + b_i along an axis, with y_{−1} = 0.
 *
 * <p>With r_i = dy_i + a_{i+1} · r_{i+1}, the same recurrence backwards: db_i = r_i and da_i = r_i
 * · y_{i−1}. Running sums (a = 1) and running products (a = x, b = x₀, 0, …) are cases of it, and
 * no division is involved.
 */
final class LinearScan extends Op {
  private final int axis;

  private LinearScan(int axis) {
    super("linear-scan");
    this.axis = axis;
  }

  static Tensor of(Tensor a, Tensor b, int axis) {
    DTypeException.requireFloating("linear-scan", b);
    int at = b.shape().axis("linear-scan", axis);
    if (!a.shape().equals(b.shape())) {
      throw ShapeException.of(
          "linear-scan",
          "factors and summands differ in shape",
          "equal shapes",
          "others",
          a.shape(),
          b.shape());
    }
    return new LinearScan(at).apply(a, b);
  }

  @Override
  protected Keeps keeps() {
    return Keeps.BOTH;
  }

  @Override
  protected Tensor forward(Tensor[] inputs) {
    Tensor a = inputs[0];
    Tensor b = inputs[1];
    Shape shape = b.shape();
    Tensor y = allocate(b.dtype(), shape);
    int length = shape.size(axis);
    int inner = shape.elements(axis + 1, shape.rank());
    int outer = shape.elements(0, axis);
    for (int i = 0; i < outer * inner; i++) {
      int first = i / inner * length * inner + i % inner;
      if (b.dtype() == DType.FLOAT32) {
        scan(
            floats(a),
            offset(a) + first,
            floats(b),
            offset(b) + first,
            floats(y),
            offset(y) + first,
            length,
            inner);
      } else {
        scan(
            doubles(a),
            offset(a) + first,
            doubles(b),
            offset(b) + first,
            doubles(y),
            offset(y) + first,
            length,
            inner);
      }
    }
    return y;
  }

  private static void scan(
      float[] a, int ao, float[] b, int bo, float[] y, int yo, int length, int step) {
    float state = 0;
    for (int i = 0; i < length * step; i += step) {
      state = a[ao + i] * state + b[bo + i];
      y[yo + i] = state;
    }
  }

  private static void scan(
      double[] a, int ao, double[] b, int bo, double[] y, int yo, int length, int step) {
    double state = 0;
    for (int i = 0; i < length * step; i += step) {
      state = a[ao + i] * state + b[bo + i];
      y[yo + i] = state;
    }
  }

  @Override
  protected @Nullable Tensor[] vjp(Call call, Tensor gradient) {
    Tensor next = shifted(call.input(0), -1);
    Tensor r = Slice.flip(of(Slice.flip(next, axis), Slice.flip(gradient, axis), axis), axis);
    return new Tensor[] {call.needs(0) ? r.mul(shifted(call.output(), 1)) : null, r};
  }

  /** Returns x moved by one along the axis, towards the end (1) or the start (−1), with a zero. */
  private Tensor shifted(Tensor x, int by) {
    int size = x.size(axis);
    if (size == 0) {
      return x;
    }
    int[] none = new int[x.rank()];
    int[] one = new int[x.rank()];
    one[axis] = 1;
    return by > 0
        ? Unslice.pad(x.slice(axis, 0, size - 1), one, none, 0)
        : Unslice.pad(x.slice(axis, 1, size), none, one, 0);
  }
}
