package org.gradus.core.pooling;

import java.util.Arrays;
import org.gradus.core.tensor.Call;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Op;
import org.gradus.core.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** The transpose of {@link AveragePool}: every window spreads its number over its elements. */
final class AverageSpread extends Op {
  private final Planes planes;

  private AverageSpread(Planes planes) {
    super("average-spread");
    this.planes = planes;
  }

  static Tensor of(Planes planes, Tensor pooled) {
    return new AverageSpread(planes).apply(pooled);
  }

  @Override
  protected Keeps keeps() {
    return Keeps.NOTHING;
  }

  @Override
  protected Tensor forward(Tensor[] inputs) {
    Tensor pooled = inputs[0];
    Tensor x = allocate(pooled.dtype(), planes.images());
    planes.forEach(
        (first, last) -> {
          for (int plane = first; plane < last; plane++) {
            int to = offset(x) + plane * planes.size();
            int from = offset(pooled) + plane * planes.pooledSize();
            if (pooled.dtype() == DType.FLOAT32) {
              run(floats(pooled), from, floats(x), to);
            } else {
              run(doubles(pooled), from, doubles(x), to);
            }
          }
        });
    return x;
  }

  private void run(float[] pooled, int from, float[] x, int to) {
    Arrays.fill(x, to, to + planes.size(), 0);
    int width = planes.columns().size();
    int step = planes.columns().step();
    int at = from;
    for (int i = 0; i < planes.rows().positions(); i++) {
      for (int j = 0; j < planes.columns().positions(); j++) {
        int left = planes.columns().from()[j];
        int right = planes.columns().to()[j];
        double divisor = planes.rows().divisors()[i] * planes.columns().divisors()[j];
        float share = (float) (pooled[at] / divisor);
        at++;
        for (int h = planes.rows().from()[i];
            h < planes.rows().to()[i];
            h += planes.rows().step()) {
          for (int k = h * width + left; k < h * width + right; k += step) {
            x[to + k] += share;
          }
        }
      }
    }
  }

  private void run(double[] pooled, int from, double[] x, int to) {
    Arrays.fill(x, to, to + planes.size(), 0);
    int width = planes.columns().size();
    int step = planes.columns().step();
    int at = from;
    for (int i = 0; i < planes.rows().positions(); i++) {
      for (int j = 0; j < planes.columns().positions(); j++) {
        int left = planes.columns().from()[j];
        int right = planes.columns().to()[j];
        double divisor = planes.rows().divisors()[i] * planes.columns().divisors()[j];
        double share = (pooled[at] / divisor);
        at++;
        for (int h = planes.rows().from()[i];
            h < planes.rows().to()[i];
            h += planes.rows().step()) {
          for (int k = h * width + left; k < h * width + right; k += step) {
            x[to + k] += share;
          }
        }
      }
    }
  }

  @Override
  protected @Nullable Tensor[] vjp(Call call, Tensor gradient) {
    return new Tensor[] {AveragePool.of(planes, gradient)};
  }
}
