package org.gradus.core.tensor;

import java.util.Arrays;
import org.gradus.core.internal.kernels.Backend;
import org.gradus.core.internal.kernels.Reductions;
import org.gradus.core.internal.parallel.Chunks;
import org.jspecify.annotations.Nullable;

/** The sum over axes; the gradient is repeated along them. */
public final class Sum extends Op {
  /** Elements of one partial sum of a long line. */
  private static final int PART = 1 << 14;

  private final boolean keep;
  private final int[] axes;

  private Sum(boolean keep, int[] axes) {
    super("sum");
    this.keep = keep;
    this.axes = axes;
  }

  /** Returns the sum over the axes, all if none is given; they keep size 1 if {@code keep}. */
  public static Tensor of(Tensor x, boolean keep, int... axes) {
    int[] normal = x.shape().axes("sum", axes);
    return normal.length == 0 ? x : new Sum(keep, normal).apply(x);
  }

  /** Returns the mean over the axes, all if none is given; NaN if there are no elements. */
  public static Tensor mean(Tensor x, boolean keep, int... axes) {
    DTypeException.requireFloating("mean", x);
    int count = 1;
    for (int axis : x.shape().axes("mean", axes)) {
      count *= x.shape().at(axis);
    }
    return of(x, keep, axes).mul(1.0 / count);
  }

  /** Returns the sum over the axes along which {@code target} was broadcast to x's shape. */
  public static Tensor to(Tensor x, Shape target) {
    if (x.shape().equals(target)) {
      return x;
    }
    int missing = x.rank() - target.rank();
    int[] axes = new int[x.rank()];
    int count = 0;
    for (int axis = 0; axis < x.rank(); axis++) {
      if (axis < missing || (target.at(axis - missing) == 1 && x.shape().at(axis) != 1)) {
        axes[count++] = axis;
      }
    }
    return Reshape.of(of(x, true, Arrays.copyOf(axes, count)), target);
  }

  @Override
  protected Keeps keeps() {
    return Keeps.NOTHING;
  }

  @Override
  protected Tensor forward(Tensor[] inputs) {
    Tensor x = inputs[0];
    int end = axes.length;
    while (end > 0) {
      int start = end - 1;
      while (start > 0 && axes[start - 1] == axes[start] - 1) {
        start--;
      }
      x = overRange(x, axes[start], axes[end - 1] + 1);
      end = start;
    }
    return view(x, offset(x), inputs[0].shape().reduced(keep, axes));
  }

  /** Returns the sum over the neighbouring axes [from, to), kept with size 1. */
  private static Tensor overRange(Tensor x, int from, int to) {
    Shape shape = x.shape();
    int outer = shape.elements(0, from);
    int length = shape.elements(from, to);
    int inner = shape.elements(to, shape.rank());
    int[] sizes = shape.toArray();
    Arrays.fill(sizes, from, to, 1);
    Tensor y = allocate(x.dtype(), Shape.ofOwned(sizes));
    Reductions kernels = Backend.current().reductions();
    int xo = offset(x);
    int yo = offset(y);
    switch (x.dtype()) {
      case FLOAT32 -> {
        float[] xs = floats(x);
        float[] ys = floats(y);
        Chunks.lines(
            outer,
            length * inner,
            (first, last) -> {
              for (int i = first; i < last; i++) {
                if (inner == 1) {
                  ys[yo + i] = line(kernels, xs, xo + i * length, length);
                } else {
                  kernels.sumRows(xs, xo + i * length * inner, length, inner, ys, yo + i * inner);
                }
              }
            });
      }
      case FLOAT64 -> {
        double[] xs = doubles(x);
        double[] ys = doubles(y);
        Chunks.lines(
            outer,
            length * inner,
            (first, last) -> {
              for (int i = first; i < last; i++) {
                if (inner == 1) {
                  ys[yo + i] = kernels.sum(xs, xo + i * length, length);
                } else {
                  kernels.sumRows(xs, xo + i * length * inner, length, inner, ys, yo + i * inner);
                }
              }
            });
      }
      case INT32 -> integers(ints(x), xo, ints(y), yo, outer, length, inner);
    }
    return y;
  }

  /** Sums a line in parts of fixed length, so that long ones may be divided among threads. */
  private static float line(Reductions kernels, float[] x, int offset, int length) {
    if (length < 4 * PART) {
      return kernels.sum(x, offset, length);
    }
    int parts = (length - 1) / PART + 1;
    float[] sums = new float[parts];
    Chunks.lines(
        parts,
        PART,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            sums[i] = kernels.sum(x, offset + i * PART, Math.min(PART, length - i * PART));
          }
        });
    return kernels.sum(sums, 0, parts);
  }

  private static void integers(
      int[] x, int xOffset, int[] y, int yOffset, int outer, int length, int inner) {
    for (int i = 0; i < outer; i++) {
      for (int k = 0; k < inner; k++) {
        long sum = 0;
        for (int j = 0; j < length; j++) {
          sum += x[xOffset + (i * length + j) * inner + k];
        }
        y[yOffset + i * inner + k] = integer(sum);
      }
    }
  }

  private static int integer(long sum) {
    if ((int) sum != sum) {
      throw new ArithmeticException(
          "[sum] the result does not fit INT32: expected at most 32 bits, got " + sum + ".");
    }
    return (int) sum;
  }

  @Override
  protected @Nullable Tensor[] vjp(Call call, Tensor gradient) {
    Shape shape = call.inputShape(0);
    return new Tensor[] {Expand.of(Reshape.of(gradient, shape.reduced(true, axes)), shape)};
  }
}
