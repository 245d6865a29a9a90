package org.gradus.core.tensor;

import org.jspecify.annotations.Nullable;

/** The same elements, shared, in another shape. */
final class Reshape extends Op {
  private final Shape shape;

  private Reshape(Shape shape) {
    super("reshape");
    this.shape = shape;
  }

  static Tensor of(Tensor x, Shape shape) {
    if (shape.equals(x.shape())) {
      return x;
    }
    if (shape.elements() != x.elements()) {
      throw ShapeException.of(
          "reshape",
          "the number of elements differs",
          x.elements() + " elements",
          shape.elements() + " elements",
          x.shape(),
          shape);
    }
    return new Reshape(shape).apply(x);
  }

  /** Returns the shape of the sizes, of which one may be −1. */
  static Shape inferred(Shape from, int[] sizes) {
    int unknown = -1;
    long known = 1;
    for (int i = 0; i < sizes.length; i++) {
      if (sizes[i] == -1 && unknown < 0) {
        unknown = i;
      } else {
        known *= Math.max(sizes[i], 0);
      }
    }
    if (unknown < 0) {
      return Shape.of(sizes);
    }
    int[] result = sizes.clone();
    result[unknown] = known == 0 ? 0 : (int) Math.min(from.elements() / known, Integer.MAX_VALUE);
    if (known == 0 || known * result[unknown] != from.elements()) {
      throw ShapeException.of(
          "reshape",
          "the size -1 cannot be inferred",
          "a divisor of " + from.elements() + " elements",
          "other sizes of product " + known,
          from);
    }
    return Shape.of(result);
  }

  static Tensor unsqueeze(Tensor x, int axis) {
    int rank = x.rank();
    if (axis < -rank - 1 || axis > rank) {
      throw new AxisException(
          "unsqueeze", axis, x.shape(), "one from " + (-rank - 1) + " to " + rank);
    }
    int at = axis < 0 ? axis + rank + 1 : axis;
    int[] sizes = new int[rank + 1];
    for (int i = 0; i <= rank; i++) {
      sizes[i] = i < at ? x.shape().at(i) : i == at ? 1 : x.shape().at(i - 1);
    }
    return of(x, Shape.ofOwned(sizes));
  }

  static Tensor squeeze(Tensor x, int axis) {
    int at = x.shape().axis("squeeze", axis);
    if (x.shape().at(at) != 1) {
      throw ShapeException.of(
          "squeeze", "the axis is not of size 1", "size 1", "size " + x.shape().at(at), x.shape());
    }
    return of(x, x.shape().reduced(false, at));
  }

  @Override
  protected Keeps keeps() {
    return Keeps.NOTHING;
  }

  @Override
  protected Tensor forward(Tensor[] inputs) {
    return view(inputs[0], offset(inputs[0]), shape);
  }

  @Override
  protected @Nullable Tensor[] vjp(Call call, Tensor gradient) {
    return new Tensor[] {of(gradient, call.inputShape(0))};
  }
}
