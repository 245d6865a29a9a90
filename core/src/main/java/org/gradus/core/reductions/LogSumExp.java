package org.gradus.core.reductions;

import org.gradus.core.elementwise.Elementwise;
import org.gradus.core.tensor.Call;
import org.gradus.core.tensor.DTypeException;
import org.gradus.core.tensor.Extremum;
import org.gradus.core.tensor.Op;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Sum;
import org.gradus.core.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** y = ln Σ e^x = m + ln Σ e^(x − m), m the largest element; dx = dy · e^(x − y). */
final class LogSumExp extends Op {
  private final boolean keep;
  private final int[] axes;

  private LogSumExp(boolean keep, int[] axes) {
    super("log-sum-exp");
    this.keep = keep;
    this.axes = axes;
  }

  static Tensor of(Tensor x, boolean keep, int... axes) {
    DTypeException.requireFloating("log-sum-exp", x);
    int[] normal = x.shape().axes("log-sum-exp", axes);
    return normal.length == 0 ? x : new LogSumExp(keep, normal).apply(x);
  }

  @Override
  protected Keeps keeps() {
    return Keeps.BOTH;
  }

  @Override
  protected Tensor forward(Tensor[] inputs) {
    Tensor x = inputs[0];
    Tensor largest = Extremum.max(x, true, axes);
    double limit = Double.MAX_VALUE;
    Tensor shift = Elementwise.clamp(largest, -limit, limit);
    Tensor y = Sum.of(x.sub(shift).exp(), true, axes).log().add(shift);
    return view(y, offset(y), x.shape().reduced(keep, axes));
  }

  @Override
  protected @Nullable Tensor[] vjp(Call call, Tensor gradient) {
    Tensor x = call.input(0);
    Shape kept = x.shape().reduced(true, axes);
    Tensor share = x.sub(call.output().reshape(kept)).exp();
    return new Tensor[] {share.mul(gradient.reshape(kept))};
  }
}
