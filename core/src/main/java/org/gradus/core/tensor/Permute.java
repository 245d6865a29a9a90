package org.gradus.core.tensor;

import org.jspecify.annotations.Nullable;

/** Axes in another order: axis i of the result is axis order[i] of the input. */
final class Permute extends Op {
  private final int[] order;

  private Permute(int[] order) {
    super("permute");
    this.order = order;
  }

  static Tensor of(Tensor x, int... order) {
    if (order.length != x.rank()) {
      throw ShapeException.of(
          "permute",
          "the order does not name every axis",
          x.rank() + " axes",
          order.length + " axes",
          x.shape());
    }
    x.shape().axes("permute", order.length == 0 ? new int[0] : order);
    int[] normal = new int[order.length];
    boolean identity = true;
    for (int i = 0; i < order.length; i++) {
      normal[i] = x.shape().axis("permute", order[i]);
      identity &= normal[i] == i;
    }
    return identity ? x : new Permute(normal).apply(x);
  }

  static Tensor exchanged(Tensor x, int axisA, int axisB) {
    int a = x.shape().axis("transpose", axisA);
    int b = x.shape().axis("transpose", axisB);
    int[] order = new int[x.rank()];
    for (int i = 0; i < order.length; i++) {
      order[i] = i == a ? b : i == b ? a : i;
    }
    return of(x, order);
  }

  @Override
  protected Keeps keeps() {
    return Keeps.NOTHING;
  }

  @Override
  protected Tensor forward(Tensor[] inputs) {
    Tensor x = inputs[0];
    int[] strides = StridedCopy.strides(x.shape());
    int[] sizes = new int[order.length];
    int[] source = new int[order.length];
    for (int i = 0; i < order.length; i++) {
      sizes[i] = x.shape().at(order[i]);
      source[i] = strides[order[i]];
    }
    Tensor y = allocate(x.dtype(), Shape.of(sizes));
    StridedCopy.copy(
        x.dtype(),
        sizes,
        x.array(),
        x.offset(),
        source,
        y.array(),
        y.offset(),
        StridedCopy.strides(y.shape()));
    return y;
  }

  @Override
  protected @Nullable Tensor[] vjp(Call call, Tensor gradient) {
    int[] back = new int[order.length];
    for (int i = 0; i < order.length; i++) {
      back[order[i]] = i;
    }
    return new Tensor[] {of(gradient, back)};
  }
}
