package org.gradus.core.indexing;

import org.gradus.core.tensor.Autograd;
import org.gradus.core.tensor.Call;
import org.gradus.core.tensor.Op;
import org.gradus.core.tensor.RowSum;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * y[…, i, …] = x[…, index[i], …] along an axis, which is replaced by the axes of the index; the
 * gradient is added up by {@link IndexAdd}, or along the first axis remembered as a {@link RowSum}.
 */
final class Take extends Op {
  private final int axis;

  private Take(int axis) {
    super("take");
    this.axis = axis;
  }

  static Tensor of(Tensor x, Tensor index, int axis) {
    int at = x.shape().axis("take", axis);
    Indices.requireType("take", index);
    return new Take(at).apply(x, index);
  }

  @Override
  protected Tensor forward(Tensor[] inputs) {
    Tensor x = inputs[0];
    Tensor index = inputs[1];
    Shape shape = x.shape();
    int[] sizes = new int[shape.rank() - 1 + index.rank()];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] =
          i < axis
              ? shape.size(i)
              : i < axis + index.rank() ? index.size(i - axis) : shape.size(i - index.rank() + 1);
    }
    Tensor y = allocate(x.dtype(), Shape.of(sizes));
    int inner = shape.elements(axis + 1, shape.rank());
    int size = shape.size(axis);
    int count = index.elements();
    int[] indices = ints(index);
    int io = offset(index);
    for (int i = 0; i < shape.elements(0, axis); i++) {
      for (int j = 0; j < count; j++) {
        int row = Indices.checked("take", indices[io + j], j, size);
        copy(
            x, offset(x) + (i * size + row) * inner, y, offset(y) + (i * count + j) * inner, inner);
      }
    }
    return y;
  }

  @Override
  protected @Nullable Tensor[] vjp(Call call, Tensor gradient) {
    Tensor index = call.input(1);
    Shape shape = call.inputShape(0);
    int[] sizes = shape.toArray();
    sizes[axis] = index.elements();
    Tensor rows = gradient.reshape(Shape.of(sizes));
    return new Tensor[] {added(index.reshape(-1), rows, shape, axis), null};
  }

  /** Returns the rows added up; of a table, only when somebody reads the whole of it. */
  static Tensor added(Tensor index, Tensor rows, Shape shape, int axis) {
    return axis == 0 && !Autograd.isRecording()
        ? RowSum.of(index, rows, shape)
        : IndexAdd.of(Tensor.zeros(rows.dtype(), shape), index, rows, axis);
  }
}
