package org.gradus.core.tensor;

import org.gradus.core.internal.kernels.Backend;
import org.gradus.core.internal.kernels.BinaryLoop;
import org.gradus.core.internal.kernels.BinaryLoop.Part;
import org.gradus.core.internal.parallel.Chunks;
import org.gradus.core.pointwise.BinaryFunction;
import org.gradus.core.pointwise.Gated;
import org.gradus.core.pointwise.UnaryFunction;
import org.jspecify.annotations.Nullable;

/**
 * y = a · gate(b) for the halves a and b of x along an axis; dx has the halves dy · gate(b) and dy
 * · a · gate′(b).
 *
 * <p>The halves are read and written where they are: nothing is split or joined.
 */
public final class GatedHalves extends Op {
  private final BinaryFunction f;
  private final int axis;

  private GatedHalves(BinaryFunction f, int axis) {
    super(f.name());
    this.f = f;
    this.axis = axis;
  }

  /**
   * Returns the first half along an axis weighed by the gate of the second.
   *
   * @throws ShapeException if the size along the axis is odd
   */
  public static Tensor of(UnaryFunction gate, Tensor x, int axis) {
    DTypeException.requireFloating("gated", x);
    int at = x.shape().axis("gated", axis);
    if (x.size(at) % 2 != 0) {
      throw ShapeException.of(
          "gated",
          "axis " + axis + " has no two halves",
          "an even size",
          String.valueOf(x.size(at)),
          x.shape());
    }
    return new GatedHalves(new Gated(gate), at).apply(x);
  }

  @Override
  protected Tensor forward(Tensor[] inputs) {
    Tensor x = inputs[0];
    Tensor y = allocate(x.dtype(), x.shape().withSize(axis, x.size(axis) / 2));
    forEachRun(y, (half, at, n) -> run(Part.VALUE, y, at, x, half, y, at, n));
    return y;
  }

  @Override
  protected @Nullable Tensor[] vjp(Call call, Tensor gradient) {
    Tensor x = call.input(0);
    if (Scope.current().recording) {
      return new Tensor[] {differentiable(x, gradient)};
    }
    Tensor dx = allocate(x.dtype(), x.shape());
    int length = half(gradient);
    forEachRun(
        gradient,
        (half, at, n) -> {
          run(Part.DERIVATIVE_A, gradient, at, x, half, dx, half, n);
          run(Part.DERIVATIVE_B, gradient, at, x, half, dx, half + length, n);
        });
    return new Tensor[] {dx};
  }

  private Tensor differentiable(Tensor x, Tensor gradient) {
    int half = gradient.size(axis);
    Tensor a = x.slice(axis, 0, half);
    Tensor b = x.slice(axis, half, 2 * half);
    TensorLanes lanes = new TensorLanes(gradient);
    Tensor da = gradient.mul(f.derivativeA(lanes, a, b));
    Tensor db = gradient.mul(f.derivativeB(lanes, a, b));
    int[] before = new int[x.rank()];
    int[] after = new int[x.rank()];
    after[axis] = half;
    return Unslice.pad(da, before, after, 0).add(Unslice.pad(db, after, before, 0));
  }

  /** Returns the number of neighbouring elements of a half. */
  private int half(Tensor y) {
    return y.shape().elements(axis, y.rank());
  }

  /** What is done with a run: its place in the first half of x and in y. */
  @FunctionalInterface
  private interface Body {
    void run(int half, int at, int length);
  }

  private void forEachRun(Tensor y, Body body) {
    int length = half(y);
    int lines = y.shape().elements(0, axis);
    if (lines == 1) {
      Chunks.run(length, (from, n) -> body.run(from, from, n));
    } else {
      Chunks.lines(
          lines,
          length,
          (from, to) -> {
            for (int line = from; line < to; line++) {
              body.run(2 * line * length, line * length, length);
            }
          });
    }
  }

  private void run(
      Part part, Tensor g, int atG, Tensor x, int atX, Tensor result, int at, int length) {
    BinaryLoop loop = Backend.current().binary(f);
    int go = offset(g) + atG;
    int a = offset(x) + atX;
    int b = a + half(part == Part.VALUE ? result : g);
    int to = offset(result) + at;
    if (x.dtype() == DType.FLOAT32) {
      loop.apply(
          f, part, floats(g), go, floats(x), a, 1, floats(x), b, 1, floats(result), to, length);
    } else {
      loop.apply(
          f, part, doubles(g), go, doubles(x), a, 1, doubles(x), b, 1, doubles(result), to, length);
    }
  }
}
