package org.gradus.core.tensor;

import org.jspecify.annotations.Nullable;

/**
 * The elements repeated along axes of size 1, or missing at the front; the gradient is their sum.
 */
final class Expand extends Op {
  private final Shape target;

  private Expand(Shape target) {
    super("expand");
    this.target = target;
  }

  static Tensor of(Tensor x, Shape target) {
    if (x.shape().equals(target)) {
      return x;
    }
    if (!Shape.broadcast("expand", x.shape(), target).equals(target)) {
      throw ShapeException.of(
          "expand",
          "an axis would shrink",
          "sizes that are equal or 1",
          x.shape().toString(),
          x.shape(),
          target);
    }
    return new Expand(target).apply(x);
  }

  @Override
  protected Keeps keeps() {
    return Keeps.NOTHING;
  }

  @Override
  protected Tensor forward(Tensor[] inputs) {
    Tensor x = inputs[0];
    Tensor y = allocate(x.dtype(), target);
    StridedCopy.copy(
        x.dtype(),
        target.toArray(),
        x.array(),
        x.offset(),
        Broadcasting.strides(target, x.shape()),
        y.array(),
        y.offset(),
        StridedCopy.strides(target));
    return y;
  }

  @Override
  protected @Nullable Tensor[] vjp(Call call, Tensor gradient) {
    return new Tensor[] {Sum.to(gradient, call.inputShape(0))};
  }
}
