package org.gradus.core.indexing;

import org.gradus.core.internal.kernels.Backend;
import org.gradus.core.tensor.Call;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.DTypeException;
import org.gradus.core.tensor.Op;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** y = x, with y[…, index[i], …] += source[…, i, …] along an axis, in the order of i. */
final class IndexAdd extends Op {
  private final int axis;

  private IndexAdd(int axis) {
    super("index-add");
    this.axis = axis;
  }

  static Tensor of(Tensor x, Tensor index, Tensor source, int axis) {
    int at = x.shape().axis("index-add", axis);
    Indices.requireType("index-add", index);
    if (x.dtype() != source.dtype() || !x.dtype().isFloating()) {
      throw new DTypeException(
          "index-add", "equal floating-point types (cast converts)", x.dtype(), source.dtype());
    }
    Shape expected = index.rank() == 1 ? x.shape().withSize(at, index.elements()) : x.shape();
    if (index.rank() != 1 || !source.shape().equals(expected)) {
      throw ShapeException.of(
          "index-add",
          "source and index do not fit",
          "an index of one axis and a source of " + expected,
          index.shape() + " and " + source.shape(),
          x.shape());
    }
    return new IndexAdd(at).apply(x, index, source);
  }

  @Override
  protected Tensor forward(Tensor[] inputs) {
    Tensor x = inputs[0];
    Tensor index = inputs[1];
    Tensor source = inputs[2];
    Tensor y = allocate(x.dtype(), x.shape());
    copy(x, offset(x), y, offset(y), x.elements());
    Shape shape = x.shape();
    int size = shape.size(axis);
    int inner = shape.elements(axis + 1, shape.rank());
    int count = index.elements();
    int[] indices = ints(index);
    var kernels = Backend.current().reductions();
    for (int i = 0; i < shape.elements(0, axis); i++) {
      for (int j = 0; j < count; j++) {
        int row = Indices.checked("index-add", indices[offset(index) + j], j, size);
        int from = offset(source) + (i * count + j) * inner;
        int to = offset(y) + (i * size + row) * inner;
        if (x.dtype() == DType.FLOAT32) {
          kernels.axpby(1f, floats(source), from, 1f, floats(y), to, inner);
        } else {
          kernels.axpby(1d, doubles(source), from, 1d, doubles(y), to, inner);
        }
      }
    }
    return y;
  }

  @Override
  protected @Nullable Tensor[] vjp(Call call, Tensor gradient) {
    return new Tensor[] {gradient, null, Take.of(gradient, call.input(1), axis)};
  }
}
