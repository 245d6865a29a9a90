package org.gradus.core.window;

import org.gradus.core.internal.parallel.Chunks;
import org.gradus.core.tensor.Call;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.DTypeException;
import org.gradus.core.tensor.Op;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** The sum of patches where {@link Unfold} takes them from, which is its transpose. */
final class Fold extends Op {
  private final PatchGrid grid;

  private Fold(PatchGrid grid) {
    super("fold");
    this.grid = grid;
  }

  static Tensor of(PatchGrid grid, Tensor x) {
    DTypeException.requireFloating("fold", x);
    return new Fold(grid).apply(x);
  }

  @Override
  protected Keeps keeps() {
    return Keeps.NOTHING;
  }

  @Override
  protected Tensor forward(Tensor[] inputs) {
    Tensor x = inputs[0];
    Tensor y =
        allocateZeros(x.dtype(), Shape.of(x.size(0), grid.channels(), grid.height(), grid.width()));
    int fromSize = grid.patch() * grid.positions();
    int toSize = grid.channels() * grid.height() * grid.width();
    Chunks.lines(
        x.size(0),
        Math.max(fromSize, toSize),
        (first, last) -> {
          for (int image = first; image < last; image++) {
            int from = offset(x) + image * fromSize;
            int to = offset(y) + image * toSize;
            if (x.dtype() == DType.FLOAT32) {
              run(floats(x), from, floats(y), to);
            } else {
              run(doubles(x), from, doubles(y), to);
            }
          }
        });
    return y;
  }

  private void run(float[] from, int fromOffset, float[] to, int toOffset) {
    int stride = grid.columns().stride();
    grid.forEachRun(
        (pixel, patch, count) -> {
          for (int i = 0; i < count; i++) {
            to[toOffset + pixel + i * stride] += from[fromOffset + patch + i];
          }
        });
  }

  private void run(double[] from, int fromOffset, double[] to, int toOffset) {
    int stride = grid.columns().stride();
    grid.forEachRun(
        (pixel, patch, count) -> {
          for (int i = 0; i < count; i++) {
            to[toOffset + pixel + i * stride] += from[fromOffset + patch + i];
          }
        });
  }

  @Override
  protected @Nullable Tensor[] vjp(Call call, Tensor gradient) {
    return new Tensor[] {Unfold.of(grid, gradient)};
  }
}
