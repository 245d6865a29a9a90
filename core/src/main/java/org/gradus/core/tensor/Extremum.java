package org.gradus.core.tensor;

import org.gradus.core.internal.kernels.Backend;
import org.gradus.core.internal.kernels.BinaryLoop;
import org.gradus.core.internal.kernels.BinaryLoop.Part;
import org.gradus.core.internal.kernels.Reductions;
import org.gradus.core.internal.parallel.Chunks;
import org.gradus.core.pointwise.BinaryFunction;
import org.jspecify.annotations.Nullable;

/** The largest or smallest elements over axes; elements that tie share the gradient evenly. */
public final class Extremum extends Op {
  private final boolean largest;
  private final boolean keep;
  private final int[] axes;

  private Extremum(boolean largest, boolean keep, int[] axes) {
    super(largest ? "max" : "min");
    this.largest = largest;
    this.keep = keep;
    this.axes = axes;
  }

  /** Returns the largest elements over the axes, all if none is given. */
  public static Tensor max(Tensor x, boolean keep, int... axes) {
    return of(true, x, keep, axes);
  }

  /** Returns the smallest elements over the axes, all if none is given. */
  public static Tensor min(Tensor x, boolean keep, int... axes) {
    return of(false, x, keep, axes);
  }

  private static Tensor of(boolean largest, Tensor x, boolean keep, int... axes) {
    String operation = largest ? "max" : "min";
    DTypeException.requireFloating(operation, x);
    int[] normal = x.shape().axes(operation, axes);
    for (int axis : normal) {
      requireElements(operation, x, axis);
    }
    return normal.length == 0 ? x : new Extremum(largest, keep, normal).apply(x);
  }

  private static void requireElements(String operation, Tensor x, int axis) {
    if (x.shape().at(axis) == 0) {
      throw ShapeException.of(
          operation, "no elements along axis " + axis, "at least one", "none", x.shape());
    }
  }

  /** Returns the position of the first largest element along an axis; NaN counts as largest. */
  public static Tensor argmax(Tensor x, int axis) {
    int at = x.shape().axis("argmax", axis);
    requireElements("argmax", x, at);
    Tensor numbers = x.detach().cast(DType.FLOAT64);
    double[] xs = (double[]) numbers.array();
    int length = x.shape().at(at);
    int inner = x.shape().elements(at + 1, x.rank());
    Tensor result = Tensor.allocate(DType.INT32, x.shape().reduced(false, at));
    int[] ys = (int[]) result.array();
    for (int line = 0; line < result.elements(); line++) {
      int first = numbers.offset() + line / inner * length * inner + line % inner;
      int best = 0;
      for (int i = 1; i < length; i++) {
        if (Double.compare(xs[first + i * inner] + 0.0, xs[first + best * inner] + 0.0) > 0) {
          best = i;
        }
      }
      ys[result.offset() + line] = best;
    }
    return result;
  }

  @Override
  protected Keeps keeps() {
    return Keeps.BOTH;
  }

  @Override
  protected Tensor forward(Tensor[] inputs) {
    Tensor x = inputs[0];
    for (int i = axes.length - 1; i >= 0; i--) {
      x = over(x, axes[i]);
    }
    return view(x, offset(x), inputs[0].shape().reduced(keep, axes));
  }

  /** Returns the extremum over one axis, kept with size 1. */
  private Tensor over(Tensor x, int axis) {
    Shape shape = x.shape();
    int length = shape.at(axis);
    int inner = shape.elements(axis + 1, shape.rank());
    Tensor y = allocate(x.dtype(), shape.withSize(axis, 1));
    int xo = offset(x);
    int yo = offset(y);
    Reductions kernels = Backend.current().reductions();
    BinaryFunction f = largest ? Functions.MAXIMUM : Functions.MINIMUM;
    BinaryLoop loop = Backend.current().binary(f);
    boolean single = x.dtype() == DType.FLOAT32;
    Chunks.lines(
        y.elements() / Math.max(inner, 1),
        length * inner,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            int first = xo + i * length * inner;
            int target = yo + i * inner;
            if (inner > 1) {
              System.arraycopy(x.array(), first, y.array(), target, inner);
              for (int j = 1; j < length; j++) {
                merge(loop, f, x, first + j * inner, y, target, inner);
              }
            } else if (single) {
              floats(y)[target] =
                  largest
                      ? kernels.max(floats(x), first, length)
                      : kernels.min(floats(x), first, length);
            } else {
              doubles(y)[target] =
                  largest
                      ? kernels.max(doubles(x), first, length)
                      : kernels.min(doubles(x), first, length);
            }
          }
        });
    return y;
  }

  private static void merge(
      BinaryLoop loop, BinaryFunction f, Tensor x, int from, Tensor y, int to, int length) {
    if (x.dtype() == DType.FLOAT32) {
      float[] ys = floats(y);
      loop.apply(f, Part.VALUE, ys, to, floats(x), from, 1, ys, to, 1, ys, to, length);
    } else {
      double[] ys = doubles(y);
      loop.apply(f, Part.VALUE, ys, to, doubles(x), from, 1, ys, to, 1, ys, to, length);
    }
  }

  @Override
  protected @Nullable Tensor[] vjp(Call call, Tensor gradient) {
    Tensor x = call.input(0).detach();
    Shape kept = x.shape().reduced(true, axes);
    Tensor best = Expand.of(Reshape.of(call.output().detach(), kept), x.shape());
    Tensor ties = x.eq(best).cast(x.dtype());
    Tensor share = Reshape.of(gradient, kept).div(Sum.of(ties, true, axes));
    return new Tensor[] {ties.mul(share)};
  }
}
