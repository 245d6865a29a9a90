package org.gradus.core.tensor;

import org.gradus.core.internal.kernels.Backend;
import org.gradus.core.internal.kernels.UnaryLoop;
import org.gradus.core.internal.parallel.Chunks;
import org.gradus.core.pointwise.UnaryFunction;
import org.jspecify.annotations.Nullable;

/**
 * y = f(x) for every element; dx = dy · f′(x).
 *
 * <p>Where gradients are to be differentiated again, f′ is evaluated on tensors, by {@link
 * TensorLanes}; otherwise one loop computes the product.
 */
final class Unary extends Op {
  private final UnaryFunction f;

  private Unary(UnaryFunction f) {
    super(f.name());
    this.f = f;
  }

  static Tensor of(UnaryFunction f, Tensor x) {
    DTypeException.requireFloating(f.name(), x);
    return new Unary(f).apply(x);
  }

  @Override
  protected Keeps keeps() {
    return switch (f.reads()) {
      case NOTHING -> Keeps.NOTHING;
      case INPUT -> Keeps.INPUTS;
      case OUTPUT -> Keeps.OUTPUTS;
      case BOTH -> Keeps.BOTH;
    };
  }

  @Override
  protected Tensor forward(Tensor[] inputs) {
    Tensor x = inputs[0];
    Tensor y = allocate(x.dtype(), x.shape());
    UnaryLoop loop = Backend.current().unary(f);
    int length = x.elements();
    if (Chunks.isOne(length)) {
      value(loop, x, y, 0, length);
    } else {
      Chunks.run(length, (from, n) -> value(loop, x, y, from, n));
    }
    return y;
  }

  private void value(UnaryLoop loop, Tensor x, Tensor y, int from, int length) {
    if (x.dtype() == DType.FLOAT32) {
      loop.apply(f, floats(x), offset(x) + from, floats(y), offset(y) + from, length);
    } else {
      loop.apply(f, doubles(x), offset(x) + from, doubles(y), offset(y) + from, length);
    }
  }

  @Override
  protected @Nullable Tensor[] vjp(Call call, Tensor gradient) {
    Tensor x = f.reads().input() ? call.input(0) : gradient;
    Tensor y = f.reads().output() ? call.output() : gradient;
    if (Scope.current().recording) {
      return new Tensor[] {gradient.mul(f.derivative(new TensorLanes(gradient), x, y))};
    }
    Tensor dx = allocate(gradient.dtype(), gradient.shape());
    UnaryLoop loop = Backend.current().unary(f);
    int length = dx.elements();
    if (Chunks.isOne(length)) {
      slope(loop, gradient, x, y, dx, 0, length);
    } else {
      Chunks.run(length, (from, n) -> slope(loop, gradient, x, y, dx, from, n));
    }
    return new Tensor[] {dx};
  }

  private void slope(
      UnaryLoop loop, Tensor gradient, Tensor x, Tensor y, Tensor dx, int from, int length) {
    int g = offset(gradient) + from;
    int i = offset(x) + from;
    int j = offset(y) + from;
    int k = offset(dx) + from;
    if (dx.dtype() == DType.FLOAT32) {
      loop.derivative(f, floats(gradient), g, floats(x), i, floats(y), j, floats(dx), k, length);
    } else {
      loop.derivative(
          f, doubles(gradient), g, doubles(x), i, doubles(y), j, doubles(dx), k, length);
    }
  }
}
