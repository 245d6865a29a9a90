package org.gradus.core.pooling;

import java.util.Arrays;
import org.gradus.core.indexing.Indexing;
import org.gradus.core.tensor.Call;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Op;
import org.gradus.core.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** Adds pooled elements to zeros at the positions within the plane where they were found. */
final class Unpool extends Op {
  private final Planes planes;

  private Unpool(Planes planes) {
    super("unpool");
    this.planes = planes;
  }

  static Tensor of(Planes planes, Tensor pooled, Tensor places) {
    return new Unpool(planes).apply(pooled, places);
  }

  @Override
  protected Tensor forward(Tensor[] inputs) {
    Tensor pooled = inputs[0];
    int[] places = ints(inputs[1]);
    Tensor x = allocate(pooled.dtype(), planes.images());
    planes.forEach(
        (first, last) -> {
          for (int plane = first; plane < last; plane++) {
            int to = offset(x) + plane * planes.size();
            int from = offset(pooled) + plane * planes.pooledSize();
            int place = offset(inputs[1]) + plane * planes.pooledSize();
            if (pooled.dtype() == DType.FLOAT32) {
              run(floats(pooled), from, places, place, floats(x), to);
            } else {
              run(doubles(pooled), from, places, place, doubles(x), to);
            }
          }
        });
    return x;
  }

  private void run(float[] pooled, int from, int[] places, int place, float[] x, int to) {
    Arrays.fill(x, to, to + planes.size(), 0);
    for (int i = 0; i < planes.pooledSize(); i++) {
      x[to + places[place + i]] += pooled[from + i];
    }
  }

  private void run(double[] pooled, int from, int[] places, int place, double[] x, int to) {
    Arrays.fill(x, to, to + planes.size(), 0);
    for (int i = 0; i < planes.pooledSize(); i++) {
      x[to + places[place + i]] += pooled[from + i];
    }
  }

  @Override
  protected @Nullable Tensor[] vjp(Call call, Tensor gradient) {
    Tensor places = call.input(1).reshape(planes.count(), planes.pooledSize());
    Tensor picked = Indexing.gather(gradient.reshape(planes.count(), planes.size()), 1, places);
    return new Tensor[] {picked.reshape(planes.pooled()), null};
  }
}
