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
    if (!x.dtype().isFloating()) {
      throw new DTypeException(f.name(), "FLOAT32 or FLOAT64 (cast converts)", x.dtype());
    }
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
    int xo = offset(x);
    int yo = offset(y);
    if (x.dtype() == DType.FLOAT32) {
      float[] from = floats(x);
      float[] to = floats(y);
      Chunks.run(x.elements(), (i, n) -> loop.apply(f, from, xo + i, to, yo + i, n));
    } else {
      double[] from = doubles(x);
      double[] to = doubles(y);
      Chunks.run(x.elements(), (i, n) -> loop.apply(f, from, xo + i, to, yo + i, n));
    }
    return y;
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
    int go = offset(gradient);
    int xo = offset(x);
    int yo = offset(y);
    int to = offset(dx);
    if (dx.dtype() == DType.FLOAT32) {
      float[] g = floats(gradient);
      float[] xs = floats(x);
      float[] ys = floats(y);
      float[] out = floats(dx);
      Chunks.run(
          dx.elements(),
          (i, n) -> loop.derivative(f, g, go + i, xs, xo + i, ys, yo + i, out, to + i, n));
    } else {
      double[] g = doubles(gradient);
      double[] xs = doubles(x);
      double[] ys = doubles(y);
      double[] out = doubles(dx);
      Chunks.run(
          dx.elements(),
          (i, n) -> loop.derivative(f, g, go + i, xs, xo + i, ys, yo + i, out, to + i, n));
    }
    return new Tensor[] {dx};
  }
}
