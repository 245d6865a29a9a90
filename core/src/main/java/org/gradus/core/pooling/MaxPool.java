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
    PoolingAxis rows = planes.rows();
    PoolingAxis columns = planes.columns();
    int width = columns.size();
    int rowStep = rows.step() * width;
    int step = columns.step();
    int at = 0;
    for (int i = 0; i < rows.positions(); i++) {
      int first = xOffset + rows.from()[i] * width;
      int last = xOffset + rows.to()[i] * width;
      for (int j = 0; j < columns.positions(); j++) {
        int left = columns.from()[j];
        int right = columns.to()[j];
        int place = first + left;
        float largest = x[place];
        for (int row = first; row < last; row += rowStep) {
          for (int k = row + left; k < row + right; k += step) {
            float value = x[k];
            // Which element is the largest nobody can predict: a choice costs less than a branch.
            place = value <= largest ? place : k;
            largest = Math.max(largest, value);
          }
        }
        if (Float.isNaN(largest)) {
          place = firstNaN(x, first, last, left, right);
        }
        y[yOffset + at] = x[place];
        places[placeOffset + at] = place - xOffset;
        at++;
      }
    }
  }

  private int firstNaN(float[] x, int first, int last, int left, int right) {
    for (int row = first; row < last; row += planes.rows().step() * planes.columns().size()) {
      for (int k = row + left; k < row + right; k += planes.columns().step()) {
        if (Float.isNaN(x[k])) {
          return k;
        }
      }
    }
    throw new IllegalStateException("[max-pool] there is no NaN in the window.");
  }

  private void run(
      double[] x, int xOffset, double[] y, int yOffset, int[] places, int placeOffset) {
    PoolingAxis rows = planes.rows();
    PoolingAxis columns = planes.columns();
    int width = columns.size();
    int rowStep = rows.step() * width;
    int step = columns.step();
    int at = 0;
    for (int i = 0; i < rows.positions(); i++) {
      int first = xOffset + rows.from()[i] * width;
      int last = xOffset + rows.to()[i] * width;
      for (int j = 0; j < columns.positions(); j++) {
        int left = columns.from()[j];
        int right = columns.to()[j];
        int place = first + left;
        double largest = x[place];
        for (int row = first; row < last; row += rowStep) {
          for (int k = row + left; k < row + right; k += step) {
            double value = x[k];
            // Which element is the largest nobody can predict: a choice costs less than a branch.
            place = value <= largest ? place : k;
            largest = Math.max(largest, value);
          }
        }
        if (Double.isNaN(largest)) {
          place = firstNaN(x, first, last, left, right);
        }
        y[yOffset + at] = x[place];
        places[placeOffset + at] = place - xOffset;
        at++;
      }
    }
  }

  private int firstNaN(double[] x, int first, int last, int left, int right) {
    for (int row = first; row < last; row += planes.rows().step() * planes.columns().size()) {
      for (int k = row + left; k < row + right; k += planes.columns().step()) {
        if (Double.isNaN(x[k])) {
          return k;
        }
      }
    }
    throw new IllegalStateException("[max-pool] there is no NaN in the window.");
  }

  @Override
  protected @Nullable Tensor[] vjp(Call call, @Nullable Tensor[] gradients) {
    Tensor gradient = gradients[0];
    return new Tensor[] {gradient == null ? null : Unpool.of(planes, gradient, call.output(1))};
  }
}
