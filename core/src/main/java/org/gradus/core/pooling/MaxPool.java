package org.gradus.core.pooling;

import org.gradus.core.tensor.Call;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.DTypeException;
import org.gradus.core.tensor.MultiOp;
import org.gradus.core.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The largest element of each window, the first of equal ones, and its flat position within the
 * plane; NaN if there is one. The gradient goes to that element, by {@link Unpool}.
 */
final class MaxPool extends MultiOp {
  private final Planes planes;

  private MaxPool(Planes planes) {
    super("max-pool");
    this.planes = planes;
  }

  /** Returns maxima and positions. */
  static Tensor[] of(Planes planes, Tensor x) {
    DTypeException.requireFloating("max-pool", x);
    return new MaxPool(planes).apply(x);
  }

  @Override
  protected Keeps keeps() {
    return Keeps.OUTPUTS;
  }

  @Override
  protected Tensor[] forward(Tensor[] inputs) {
    Tensor x = inputs[0];
    Tensor y = allocate(x.dtype(), planes.pooled());
    Tensor places = allocate(DType.INT32, planes.pooled());
    planes.forEach(
        (first, last) -> {
          for (int plane = first; plane < last; plane++) {
            int from = offset(x) + plane * planes.size();
            int to = offset(y) + plane * planes.pooledSize();
            int place = offset(places) + plane * planes.pooledSize();
            if (x.dtype() == DType.FLOAT32) {
              run(floats(x), from, floats(y), to, ints(places), place);
            } else {
              run(doubles(x), from, doubles(y), to, ints(places), place);
            }
          }
        });
    return new Tensor[] {y, places};
  }

  private void run(float[] x, int xOffset, float[] y, int yOffset, int[] places, int placeOffset) {
    int width = planes.columns().size();
    int step = planes.columns().step();
    int at = 0;
    for (int i = 0; i < planes.rows().positions(); i++) {
      for (int j = 0; j < planes.columns().positions(); j++) {
        int left = planes.columns().from()[j];
        int right = planes.columns().to()[j];
        int place = planes.rows().from()[i] * width + left;
        float largest = x[xOffset + place];
        for (int h = planes.rows().from()[i];
            h < planes.rows().to()[i];
            h += planes.rows().step()) {
          for (int k = h * width + left; k < h * width + right; k += step) {
            float value = x[xOffset + k];
            if (value > largest || Float.isNaN(value)) {
              largest = value;
              place = k;
            }
          }
        }
        y[yOffset + at] = largest;
        places[placeOffset + at] = place;
        at++;
      }
    }
  }

  private void run(
      double[] x, int xOffset, double[] y, int yOffset, int[] places, int placeOffset) {
    int width = planes.columns().size();
    int step = planes.columns().step();
    int at = 0;
    for (int i = 0; i < planes.rows().positions(); i++) {
      for (int j = 0; j < planes.columns().positions(); j++) {
        int left = planes.columns().from()[j];
        int right = planes.columns().to()[j];
        int place = planes.rows().from()[i] * width + left;
        double largest = x[xOffset + place];
        for (int h = planes.rows().from()[i];
            h < planes.rows().to()[i];
            h += planes.rows().step()) {
          for (int k = h * width + left; k < h * width + right; k += step) {
            double value = x[xOffset + k];
            if (value > largest || Double.isNaN(value)) {
              largest = value;
              place = k;
            }
          }
        }
        y[yOffset + at] = largest;
        places[placeOffset + at] = place;
        at++;
      }
    }
  }

  @Override
  protected @Nullable Tensor[] vjp(Call call, @Nullable Tensor[] gradients) {
    Tensor gradient = gradients[0];
    return new Tensor[] {gradient == null ? null : Unpool.of(planes, gradient, call.output(1))};
  }
}
