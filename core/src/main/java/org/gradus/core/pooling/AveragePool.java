package org.gradus.core.pooling;

import org.gradus.core.tensor.Call;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.DTypeException;
import org.gradus.core.tensor.Op;
import org.gradus.core.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** The sum of each window's elements over the product of the divisors of its axes. */
final class AveragePool extends Op {
  private final Planes planes;

  private AveragePool(Planes planes) {
    super("average-pool");
    this.planes = planes;
  }

  static Tensor of(Planes planes, Tensor x) {
    DTypeException.requireFloating("average-pool", x);
    return new AveragePool(planes).apply(x);
  }

  @Override
  protected Keeps keeps() {
    return Keeps.NOTHING;
  }

  @Override
  protected Tensor forward(Tensor[] inputs) {
    Tensor x = inputs[0];
    Tensor y = allocate(x.dtype(), planes.pooled());
    planes.forEach(
        (first, last) -> {
          for (int plane = first; plane < last; plane++) {
            int from = offset(x) + plane * planes.size();
            int to = offset(y) + plane * planes.pooledSize();
            if (x.dtype() == DType.FLOAT32) {
              run(floats(x), from, floats(y), to);
            } else {
              run(doubles(x), from, doubles(y), to);
            }
          }
        });
    return y;
  }

  private void run(float[] x, int xOffset, float[] y, int yOffset) {
    int width = planes.columns().size();
    int step = planes.columns().step();
    int at = yOffset;
    for (int i = 0; i < planes.rows().positions(); i++) {
      for (int j = 0; j < planes.columns().positions(); j++) {
        int left = planes.columns().from()[j];
        int right = planes.columns().to()[j];
        float sum = 0;
        for (int h = planes.rows().from()[i];
            h < planes.rows().to()[i];
            h += planes.rows().step()) {
          for (int k = h * width + left; k < h * width + right; k += step) {
            sum += x[xOffset + k];
          }
        }
        y[at] = (float) (sum / (planes.rows().divisors()[i] * planes.columns().divisors()[j]));
        at++;
      }
    }
  }

  private void run(double[] x, int xOffset, double[] y, int yOffset) {
    int width = planes.columns().size();
    int step = planes.columns().step();
    int at = yOffset;
    for (int i = 0; i < planes.rows().positions(); i++) {
      for (int j = 0; j < planes.columns().positions(); j++) {
        int left = planes.columns().from()[j];
        int right = planes.columns().to()[j];
        double sum = 0;
        for (int h = planes.rows().from()[i];
            h < planes.rows().to()[i];
            h += planes.rows().step()) {
          for (int k = h * width + left; k < h * width + right; k += step) {
            sum += x[xOffset + k];
          }
        }
        y[at] = (sum / (planes.rows().divisors()[i] * planes.columns().divisors()[j]));
        at++;
      }
    }
  }

  @Override
  protected @Nullable Tensor[] vjp(Call call, Tensor gradient) {
    return new Tensor[] {AverageSpread.of(planes, gradient)};
  }
}
