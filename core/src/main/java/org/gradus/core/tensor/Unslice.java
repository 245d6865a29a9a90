package org.gradus.core.tensor;

import org.jspecify.annotations.Nullable;

/**
 * One number everywhere in a shape, but for the elements that are put where a {@link Slice} would
 * take them from.
 */
public final class Unslice extends Op {
  private final int[] from;
  private final int[] step;
  private final Shape whole;
  private final double fill;

  private Unslice(int[] from, int[] step, Shape whole, double fill) {
    super("unslice");
    this.from = from;
    this.step = step;
    this.whole = whole;
    this.fill = fill;
  }

  static Tensor of(Tensor part, int[] from, int[] step, Shape whole) {
    return new Unslice(from, step, whole, 0).apply(part);
  }

  /**
   * Returns x surrounded by a number.
   *
   * @param before for each axis, how many elements come before x's
   * @param after for each axis, how many come after
   * @throws ShapeException if there is not one number for every axis, or one is negative
   */
  public static Tensor pad(Tensor x, int[] before, int[] after, double fill) {
    if (before.length != x.rank() || after.length != x.rank()) {
      throw ShapeException.of(
          "pad",
          "the padding does not name every axis",
          x.rank() + " numbers before and after",
          before.length + " and " + after.length,
          x.shape());
    }
    int[] sizes = x.shape().toArray();
    int[] steps = new int[sizes.length];
    for (int axis = 0; axis < sizes.length; axis++) {
      if (before[axis] < 0 || after[axis] < 0) {
        throw ShapeException.of(
            "pad",
            "the padding is negative at axis " + axis,
            "numbers of at least 0",
            before[axis] + " and " + after[axis],
            x.shape());
      }
      sizes[axis] = Shape.size("pad", (long) sizes[axis] + before[axis] + after[axis]);
      steps[axis] = 1;
    }
    return new Unslice(before.clone(), steps, Shape.of(sizes), fill).apply(x);
  }

  @Override
  protected Keeps keeps() {
    return Keeps.NOTHING;
  }

  @Override
  protected Tensor forward(Tensor[] inputs) {
    Tensor part = inputs[0];
    Tensor y = Tensor.full(part.dtype(), whole, fill);
    int[] strides = StridedCopy.strides(whole);
    StridedCopy.copy(
        part.dtype(),
        part.shape().toArray(),
        part.array(),
        part.offset(),
        StridedCopy.strides(part.shape()),
        y.array(),
        y.offset() + Slice.first(strides, from),
        Slice.scaled(strides, step));
    return y;
  }

  @Override
  protected @Nullable Tensor[] vjp(Call call, Tensor gradient) {
    return new Tensor[] {new Slice(from, step, call.inputShape(0)).apply(gradient)};
  }
}
