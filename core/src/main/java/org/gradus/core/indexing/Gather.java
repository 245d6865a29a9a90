package org.gradus.core.indexing;

import org.gradus.core.tensor.Call;
import org.gradus.core.tensor.Op;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * y[…, i, …] = x[…, index[…, i, …], …]: one choice along an axis for every element of the index.
 */
final class Gather extends Op {
  private final int axis;

  private Gather(int axis) {
    super("gather");
    this.axis = axis;
  }

  static Tensor of(Tensor x, int axis, Tensor index) {
    int at = x.shape().axis("gather", axis);
    requireFit("gather", x.shape(), index, at);
    return new Gather(at).apply(x, index);
  }

  /** Requires an index of x's rank that is nowhere larger than x but along the axis. */
  static void requireFit(String operation, Shape x, Tensor index, int axis) {
    Indices.requireType(operation, index);
    boolean fits = index.rank() == x.rank();
    for (int i = 0; fits && i < x.rank(); i++) {
      fits = i == axis || index.size(i) <= x.size(i);
    }
    if (!fits) {
      throw ShapeException.of(
          operation,
          "the index does not fit",
          "the same number of axes, none larger but axis " + axis,
          index.shape().toString(),
          x);
    }
  }

  /** Calls the body with the positions of x and the index, for every element of the index. */
  static void forEach(
      String operation,
      Shape x,
      Shape indexShape,
      int[] index,
      int indexOffset,
      int axis,
      Pair body) {
    int rank = x.rank();
    int[] at = new int[rank];
    for (int k = 0; k < indexShape.elements(); k++) {
      int position = 0;
      for (int i = 0; i < rank; i++) {
        int coordinate =
            i == axis ? Indices.checked(operation, index[indexOffset + k], k, x.size(axis)) : at[i];
        position = position * x.size(i) + coordinate;
      }
      body.visit(position, k);
      for (int i = rank - 1; i >= 0 && ++at[i] == indexShape.size(i); i--) {
        at[i] = 0;
      }
    }
  }

  /** What is done with a pair of positions. */
  @FunctionalInterface
  interface Pair {
    void visit(int x, int index);
  }

  @Override
  protected Tensor forward(Tensor[] inputs) {
    Tensor x = inputs[0];
    Tensor index = inputs[1];
    Tensor y = allocate(x.dtype(), index.shape());
    forEach(
        name(),
        x.shape(),
        index.shape(),
        ints(index),
        offset(index),
        axis,
        (i, k) -> copy(x, offset(x) + i, y, offset(y) + k, 1));
    return y;
  }

  @Override
  protected @Nullable Tensor[] vjp(Call call, Tensor gradient) {
    Tensor zeros = Tensor.zeros(gradient.dtype(), call.inputShape(0));
    return new Tensor[] {ScatterAdd.of(zeros, axis, call.input(1), gradient), null};
  }
}
