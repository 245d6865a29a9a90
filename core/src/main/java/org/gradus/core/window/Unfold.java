package org.gradus.core.window;

import org.gradus.core.internal.parallel.Chunks;
import org.gradus.core.tensor.Call;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.DTypeException;
import org.gradus.core.tensor.Op;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * y[n, (c, u, v), (i, j)] = x[n, c, i · s − p + u · d, j · s − p + v · d]; the transpose is {@link
 * Fold}.
 */
final class Unfold extends Op {
  private final PatchGrid grid;

  private Unfold(PatchGrid grid) {
    super("unfold");
    this.grid = grid;
  }

  static Tensor of(PatchGrid grid, Tensor x) {
    DTypeException.requireFloating("unfold", x);
    return new Unfold(grid).apply(x);
  }

  @Override
  protected Keeps keeps() {
    return Keeps.NOTHING;
  }

  @Override
  protected Tensor forward(Tensor[] inputs) {
    Tensor x = inputs[0];
    Tensor y = allocateZeros(x.dtype(), Shape.of(x.size(0), grid.patch(), grid.positions()));
    int fromSize = grid.channels() * grid.height() * grid.width();
    int toSize = grid.patch() * grid.positions();
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
            to[toOffset + patch + i] = from[fromOffset + pixel + i * stride];
          }
        });
  }

  private void run(double[] from, int fromOffset, double[] to, int toOffset) {
    int stride = grid.columns().stride();
    grid.forEachRun(
        (pixel, patch, count) -> {
          for (int i = 0; i < count; i++) {
            to[toOffset + patch + i] = from[fromOffset + pixel + i * stride];
          }
        });
  }

  @Override
  protected @Nullable Tensor[] vjp(Call call, Tensor gradient) {
    return new Tensor[] {Fold.of(grid, gradient)};
  }
}
