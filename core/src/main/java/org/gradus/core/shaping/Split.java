package org.gradus.core.shaping;

import java.util.List;
import org.gradus.core.tensor.Call;
import org.gradus.core.tensor.MultiOp;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Consecutive parts along an axis; the gradient is theirs, joined. One operation for all parts: the
 * gradient of a slice is as large as the whole, and that of n slices would be n times as large.
 *
 * <p>Parts share the elements where they are runs of them.
 */
final class Split extends MultiOp {
  private final int axis;
  private final int[] sizes;

  private Split(int axis, int... sizes) {
    super("split");
    this.axis = axis;
    this.sizes = sizes;
  }

  /**
   * Returns the parts.
   *
   * @param axis an axis of x, from 0
   * @param sizes not negative, adding up to the size of the axis
   */
  static List<Tensor> of(Tensor x, int axis, int... sizes) {
    return switch (sizes.length) {
      case 0 -> List.of();
      case 1 -> List.of(x);
      default -> List.of(new Split(axis, sizes).apply(x));
    };
  }

  @Override
  protected Keeps keeps() {
    return Keeps.NOTHING;
  }

  @Override
  protected Tensor[] forward(Tensor[] inputs) {
    Tensor x = inputs[0];
    int inner = x.shape().elements(axis + 1, x.rank());
    int outer = x.shape().elements(0, axis);
    int whole = x.size(axis) * inner;
    Tensor[] parts = new Tensor[sizes.length];
    int start = offset(x);
    for (int i = 0; i < parts.length; i++) {
      Shape shape = x.shape().withSize(axis, sizes[i]);
      int run = sizes[i] * inner;
      if (outer == 1) {
        parts[i] = view(x, start, shape);
      } else {
        parts[i] = allocate(x.dtype(), shape);
        for (int j = 0; j < outer; j++) {
          copy(x, start + j * whole, parts[i], offset(parts[i]) + j * run, run);
        }
      }
      start += run;
    }
    return parts;
  }

  @Override
  protected @Nullable Tensor[] vjp(Call call, @Nullable Tensor[] gradients) {
    Tensor[] parts = new Tensor[sizes.length];
    for (int i = 0; i < parts.length; i++) {
      Tensor gradient = gradients[i];
      Shape shape = call.inputShape(0).withSize(axis, sizes[i]);
      parts[i] = gradient == null ? Tensor.zeros(call.inputDType(0), shape) : gradient;
    }
    return new Tensor[] {Concatenate.of(axis, parts)};
  }
}
