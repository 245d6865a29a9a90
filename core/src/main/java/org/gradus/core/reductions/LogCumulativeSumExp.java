package org.gradus.core.reductions;

import org.gradus.core.shaping.Shaping;
import org.gradus.core.tensor.Call;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.DTypeException;
import org.gradus.core.tensor.Op;
import org.gradus.core.tensor.Slice;
import org.gradus.core.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * y_i = ln Σ_{j ≤ i} e^x_j along an axis.
 *
 * <p>dx_j = e^(x_j − y_j) · t_j with t_j = dy_j + e^(y_j − y_{j+1}) · t_{j+1}: a recurrence whose
 * factors are at most 1, so that nothing overflows.
 */
final class LogCumulativeSumExp extends Op {
  private final int axis;

  private LogCumulativeSumExp(int axis) {
    super("log-cumulative-sum-exp");
    this.axis = axis;
  }

  static Tensor of(Tensor x, int axis) {
    DTypeException.requireFloating("log-cumulative-sum-exp", x);
    return new LogCumulativeSumExp(x.shape().axis("log-cumulative-sum-exp", axis)).apply(x);
  }

  @Override
  protected Keeps keeps() {
    return Keeps.BOTH;
  }

  @Override
  protected Tensor forward(Tensor[] inputs) {
    Tensor x = inputs[0].cast(DType.FLOAT64);
    Tensor y = allocate(DType.FLOAT64, x.shape());
    int length = x.size(axis);
    int inner = x.shape().elements(axis + 1, x.rank());
    double[] xs = doubles(x);
    double[] ys = doubles(y);
    for (int i = 0; i < x.shape().elements(0, axis) * inner; i++) {
      int first = i / inner * length * inner + i % inner;
      double sum = Double.NEGATIVE_INFINITY;
      for (int j = 0; j < length; j++) {
        int at = first + j * inner;
        sum = logOfSum(sum, xs[offset(x) + at]);
        ys[offset(y) + at] = sum;
      }
    }
    return y.cast(inputs[0].dtype());
  }

  /** Returns ln(e^a + e^b). */
  private static double logOfSum(double a, double b) {
    double larger = Math.max(a, b);
    if (Double.isInfinite(larger)) {
      return larger;
    }
    return larger + Math.log1p(Math.exp(Math.min(a, b) - larger));
  }

  @Override
  protected @Nullable Tensor[] vjp(Call call, Tensor gradient) {
    Tensor y = call.output();
    int size = y.size(axis);
    Tensor next = y.slice(axis, Math.min(1, size), size);
    Tensor last = y.slice(axis, Math.max(size - 1, 0), size);
    Tensor following = Shaping.concatenate(axis, next, last);
    Tensor factors = y.sub(following).exp();
    Tensor t =
        Slice.flip(
            LinearScan.of(Slice.flip(factors, axis), Slice.flip(gradient, axis), axis), axis);
    return new Tensor[] {call.input(0).sub(y).exp().mul(t)};
  }
}
