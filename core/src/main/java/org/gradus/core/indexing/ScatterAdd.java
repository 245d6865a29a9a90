package org.gradus.core.indexing;

import org.gradus.core.tensor.Call;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.DTypeException;
import org.gradus.core.tensor.Op;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** y = x, with y[…, index[…, i, …], …] += source[…, i, …] for every element, in row-major order. */
final class ScatterAdd extends Op {
  private final int axis;

  private ScatterAdd(int axis) {
    super("scatter-add");
    this.axis = axis;
  }

  static Tensor of(Tensor x, int axis, Tensor index, Tensor source) {
    int at = x.shape().axis("scatter-add", axis);
    if (x.dtype() != source.dtype() || !x.dtype().isFloating()) {
      throw new DTypeException(
          "scatter-add", "equal floating-point types (cast converts)", x.dtype(), source.dtype());
    }
    Gather.requireFit("scatter-add", x.shape(), index, at);
    if (!source.shape().equals(index.shape())) {
      throw ShapeException.of(
          "scatter-add",
          "source and index differ in shape",
          index.shape().toString(),
          source.shape().toString(),
          x.shape());
    }
    return new ScatterAdd(at).apply(x, index, source);
  }

  @Override
  protected Tensor forward(Tensor[] inputs) {
    Tensor x = inputs[0];
    Tensor index = inputs[1];
    Tensor source = inputs[2];
    Tensor y = allocate(x.dtype(), x.shape());
    copy(x, offset(x), y, offset(y), x.elements());
    int yo = offset(y);
    int so = offset(source);
    Gather.Pair add;
    if (x.dtype() == DType.FLOAT32) {
      float[] sum = floats(y);
      float[] terms = floats(source);
      add = (i, k) -> sum[yo + i] += terms[so + k];
    } else {
      double[] sum = doubles(y);
      double[] terms = doubles(source);
      add = (i, k) -> sum[yo + i] += terms[so + k];
    }
    Gather.forEach(name(), x.shape(), index.shape(), ints(index), offset(index), axis, add);
    return y;
  }

  @Override
  protected @Nullable Tensor[] vjp(Call call, Tensor gradient) {
    return new Tensor[] {gradient, null, Gather.of(gradient, axis, call.input(1))};
  }
}
