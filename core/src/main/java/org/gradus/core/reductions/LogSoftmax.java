package org.gradus.core.reductions;

import org.gradus.core.tensor.Call;
import org.gradus.core.tensor.DTypeException;
import org.gradus.core.tensor.Op;
import org.gradus.core.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** y = x − ln Σ e^x over an axis; dx = dy − e^y · Σ dy. */
final class LogSoftmax extends Op {
  private final int axis;

  private LogSoftmax(int axis) {
    super("log-softmax");
    this.axis = axis;
  }

  static Tensor of(Tensor x, int axis) {
    DTypeException.requireFloating("log-softmax", x);
    return new LogSoftmax(x.shape().axis("log-softmax", axis)).apply(x);
  }

  @Override
  protected Keeps keeps() {
    return Keeps.OUTPUTS;
  }

  @Override
  protected Tensor forward(Tensor[] inputs) {
    // The largest element first: x − m is exact where x is large and close to it.
    Tensor shifted = inputs[0].sub(Reductions.max(inputs[0], true, axis));
    return shifted.sub(Reductions.sum(shifted.exp(), true, axis).log());
  }

  @Override
  protected @Nullable Tensor[] vjp(Call call, Tensor gradient) {
    Tensor share = call.output().exp();
    return new Tensor[] {gradient.sub(share.mul(Reductions.sum(gradient, true, axis)))};
  }
}
