package org.gradus.core.tensor;

import org.jspecify.annotations.Nullable;

/** y = factor · x; counts how often it runs. */
final class ProbeOp extends Op {
  private final double factor;
  int forwards;
  int backwards;

  ProbeOp(double factor) {
    super("probe");
    this.factor = factor;
  }

  Tensor of(Tensor x) {
    return apply(x);
  }

  @Override
  protected Keeps keeps() {
    return Keeps.NOTHING;
  }

  @Override
  protected Tensor forward(Tensor[] inputs) {
    forwards++;
    return inputs[0].mul(factor);
  }

  @Override
  protected @Nullable Tensor[] vjp(Call call, Tensor gradient) {
    backwards++;
    return new Tensor[] {gradient.mul(factor)};
  }
}
