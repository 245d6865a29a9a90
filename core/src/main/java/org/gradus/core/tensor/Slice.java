package org.gradus.core.tensor;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A regular selection along every axis: from[i], from[i] + step[i], …, sizes[i] of them; steps may
 * be negative. The gradient is {@link Unslice}. A run of the first axis shares the elements.
 */
public final class Slice extends Op {
  private final int[] from;
  private final int[] step;
  private final Shape result;

  Slice(int[] from, int[] step, Shape result) {
    super("slice");
    this.from = from;
    this.step = step;
    this.result = result;
  }

  /** Returns every {@code step}-th element from {@code from} to before {@code to}; step ≥ 1. */
  public static Tensor of(Tensor x, int axis, int from, int to, int step) {
    int at = x.shape().axis("slice", axis);
    int size = x.shape().at(at);
    if (from < 0 || to > size || from > to || step < 1) {
      throw new IndexOutOfBoundsException(
          "[slice] the range does not lie within the axis: expected 0 ≤ from ≤ to ≤ "
              + size
              + " and step ≥ 1, got from"
              + " "
              + from
              + " to "
              + to
              + " by "
              + step
              + ". Shape: "
              + x.shape()
              + ", axis "
              + axis
              + ".");
    }
    if (from == 0 && to == size && step == 1) {
      return x;
    }
    int[] starts = new int[x.rank()];
    int[] steps = new int[x.rank()];
    Arrays.fill(steps, 1);
    starts[at] = from;
    steps[at] = step;
    int count = from == to ? 0 : (to - from - 1) / step + 1;
    return new Slice(starts, steps, x.shape().withSize(at, count)).apply(x);
  }

  static Tensor select(Tensor x, int axis, int index) {
    int at = x.shape().axis("select", axis);
    int size = x.shape().at(at);
    if (index < -size || index >= size) {
      throw new IndexOutOfBoundsException(
          "[select] no such element: expected an index from "
              + (-size)
              + " to "
              + (size - 1)
              + ", got "
              + index
              + ". Shape: "
              + x.shape()
              + ", axis "
              + axis
              + ".");
    }
    int from = index < 0 ? index + size : index;
    return Reshape.of(of(x, at, from, from + 1, 1), x.shape().reduced(false, at));
  }

  /** Returns the elements in reverse order along the axes. */
  public static Tensor flip(Tensor x, int... axes) {
    int[] starts = new int[x.rank()];
    int[] steps = new int[x.rank()];
    Arrays.fill(steps, 1);
    for (int axis : x.shape().axes("flip", axes)) {
      starts[axis] = Math.max(x.shape().at(axis) - 1, 0);
      steps[axis] = -1;
    }
    return new Slice(starts, steps, x.shape()).apply(x);
  }

  @Override
  protected Keeps keeps() {
    return Keeps.NOTHING;
  }

  @Override
  protected Tensor forward(Tensor[] inputs) {
    Tensor x = inputs[0];
    int[] strides = StridedCopy.strides(x.shape());
    if (isRunOfFirstAxis(x.shape())) {
      boolean empty = from.length == 0 || result.elements() == 0;
      return view(x, x.offset() + (empty ? 0 : from[0] * strides[0]), result);
    }
    Tensor y = allocate(x.dtype(), result);
    StridedCopy.copy(
        x.dtype(),
        result.toArray(),
        x.array(),
        x.offset() + first(strides, from),
        scaled(strides, step),
        y.array(),
        y.offset(),
        StridedCopy.strides(result));
    return y;
  }

  private boolean isRunOfFirstAxis(Shape shape) {
    for (int axis = 0; axis < from.length; axis++) {
      if (step[axis] != 1 || (axis > 0 && result.at(axis) != shape.at(axis))) {
        return false;
      }
    }
    return true;
  }

  static int first(int[] strides, int[] from) {
    int position = 0;
    for (int axis = 0; axis < from.length; axis++) {
      position += from[axis] * strides[axis];
    }
    return position;
  }

  static int[] scaled(int[] strides, int[] step) {
    int[] result = new int[strides.length];
    Arrays.setAll(result, axis -> strides[axis] * step[axis]);
    return result;
  }

  @Override
  protected @Nullable Tensor[] vjp(Call call, Tensor gradient) {
    return new Tensor[] {Unslice.of(gradient, from, step, call.inputShape(0))};
  }
}
