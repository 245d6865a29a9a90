package org.gradus.regularization.constraint;

import java.util.function.DoubleUnaryOperator;
import org.gradus.core.reductions.Reductions;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Tensor;

/** Scales the weights into each output unit by what their length says. */
final class Lengths {
  private Lengths() {}

  /**
   * Returns a weight (outputs, …) with what belongs to each output scaled.
   *
   * @param factor the scale for a length; those of 1 leave the weights as they are
   */
  static Tensor scaled(Tensor weight, DoubleUnaryOperator factor) {
    int outputs = weight.rank() == 0 ? 1 : weight.size(0);
    Tensor lines = weight.reshape(outputs, weight.elements() / Math.max(outputs, 1));
    double[] factors = Reductions.norm(lines, 2, true, 1).cast(DType.FLOAT64).toDoubles();
    boolean changes = false;
    for (int i = 0; i < factors.length; i++) {
      factors[i] = factor.applyAsDouble(factors[i]);
      changes |= factors[i] != 1;
    }
    return changes
        ? lines.mul(Tensor.of(factors).cast(weight.dtype()).unsqueeze(1)).reshape(weight.shape())
        : weight;
  }
}
