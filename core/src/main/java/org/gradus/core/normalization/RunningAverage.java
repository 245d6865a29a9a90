package org.gradus.core.normalization;

import org.gradus.core.tensor.Buffer;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.DTypeException;
import org.gradus.core.tensor.DirectAccess;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Tensor;

/** Moves a buffer towards what is observed. */
public final class RunningAverage extends DirectAccess {
  private static final String NAME = "running-average";

  private RunningAverage() {}

  /**
   * Sets a ← (1 − share) · a + share · factor · value, in place.
   *
   * @param average a
   * @param value what is observed, of the type and shape of the average
   * @param factor what it is multiplied with, such as n / (n − 1) of a variance
   * @param share from 0 to 1
   * @throws DTypeException if the value is not of the type of the average, or that is INT32
   * @throws ShapeException if it is not of its shape
   */
  public static void update(Buffer average, Tensor value, double factor, double share) {
    requireFit(average.tensor(), value);
    int from = offset(value);
    int length = value.elements();
    if (value.dtype() == DType.FLOAT32) {
      float[] observed = floats(value);
      float[] kept = (float[]) overwrite(average);
      for (int i = 0; i < length; i++) {
        kept[i] = (float) ((1 - share) * kept[i] + share * factor * observed[from + i]);
      }
    } else {
      double[] observed = doubles(value);
      double[] kept = (double[]) overwrite(average);
      for (int i = 0; i < length; i++) {
        kept[i] = (1 - share) * kept[i] + share * factor * observed[from + i];
      }
    }
    overwritten(average);
  }

  private static void requireFit(Tensor average, Tensor value) {
    if (!value.dtype().isFloating() || value.dtype() != average.dtype()) {
      throw new DTypeException(
          NAME, "equal floating-point types (cast converts)", average.dtype(), value.dtype());
    }
    if (!value.shape().equals(average.shape())) {
      throw ShapeException.of(
          NAME,
          "the value does not fit the average",
          average.shape().toString(),
          value.shape().toString());
    }
  }
}
