package org.gradus.core.reductions;

import org.gradus.core.internal.kernels.Backend;
import org.gradus.core.internal.kernels.SoftmaxLines;
import org.gradus.core.internal.parallel.Chunks;
import org.gradus.core.tensor.Call;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.DTypeException;
import org.gradus.core.tensor.Op;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * y = e^(x − m) / Σ e^(x − m) over the last axis, m its largest element; dx = y · (dy − Σ dy · y).
 *
 * <p>A line of −∞ has no distribution: its result is NaN, as that of the definition.
 */
final class Softmax extends Op {
  private static final Softmax INSTANCE = new Softmax();

  private Softmax() {
    super("softmax");
  }

  static Tensor of(Tensor x, int axis) {
    DTypeException.requireFloating("softmax", x);
    int at = x.shape().axis("softmax", axis);
    int last = x.rank() - 1;
    if (at == last) {
      return INSTANCE.apply(x);
    }
    return INSTANCE.apply(x.transpose(at, last)).transpose(at, last);
  }

  @Override
  protected Keeps keeps() {
    return Keeps.OUTPUTS;
  }

  @Override
  protected Tensor forward(Tensor[] inputs) {
    Tensor x = inputs[0];
    Tensor y = allocate(x.dtype(), x.shape());
    int length = x.size(-1);
    int lines = length == 0 ? 0 : x.elements() / length;
    Tensor sums = allocate(x.dtype(), Shape.of(lines));
    SoftmaxLines softmax = Backend.current().softmaxLines();
    Chunks.lines(
        lines,
        length,
        (from, to) -> {
          int xo = offset(x) + from * length;
          int yo = offset(y) + from * length;
          int so = offset(sums) + from;
          if (x.dtype() == DType.FLOAT32) {
            softmax.apply(
                floats(x), xo, to - from, length, floats(y), yo, floats(sums), floats(sums), so);
          } else {
            softmax.apply(
                doubles(x),
                xo,
                to - from,
                length,
                doubles(y),
                yo,
                doubles(sums),
                doubles(sums),
                so);
          }
        });
    return y;
  }

  @Override
  protected @Nullable Tensor[] vjp(Call call, Tensor gradient) {
    Tensor y = call.output();
    Tensor weighted = gradient.mul(y);
    return new Tensor[] {weighted.sub(y.mul(Reductions.sum(weighted, true, -1)))};
  }
}
