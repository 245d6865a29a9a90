package org.gradus.regularization.constraint;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.gradus.core.reductions.Reductions;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Tensor;

/** Scales the weights into each output unit by what their length says. */
final class Lengths {
  /** Between these, squares and their inverses are within the range of FLOAT32. */
  private static final double SHORT = 1e-15;

  private static final double LONG = 1e15;

  private Lengths() {}

  /**
   * Returns a weight (outputs, …) with what belongs to each output scaled.
   *
   * @param factor the scale for a length; those of 1 leave the weights as they are, and so do
   *     lengths that are not finite
   */
  static Tensor scaled(Tensor weight, DoubleUnaryOperator factor) {
    int outputs = weight.rank() == 0 ? 1 : weight.size(0);
    Tensor lines = weight.reshape(outputs, weight.elements() / Math.max(outputs, 1));
    double[] lengths = of(lines);
    if (Arrays.stream(lengths).anyMatch(Lengths::isInexact)) {
      lines = lines.cast(DType.FLOAT64);
      lengths = of(lines);
    }
    double[] factors = new double[lengths.length];
    boolean changes = false;
    for (int i = 0; i < factors.length; i++) {
      factors[i] = Double.isFinite(lengths[i]) ? factor.applyAsDouble(lengths[i]) : 1;
      changes |= factors[i] != 1;
    }
    return changes
        ? lines
            .mul(Tensor.of(factors).cast(lines.dtype()).unsqueeze(1))
            .cast(weight.dtype())
            .reshape(weight.shape())
        : weight;
  }

  /** Lengths of 0 are exact enough: of zeros, or of what is as good as zeros. */
  private static boolean isInexact(double length) {
    return length != 0 && !(length >= SHORT && length <= LONG);
  }

  private static double[] of(Tensor lines) {
    return Reductions.norm(lines, 2, true, 1).cast(DType.FLOAT64).toDoubles();
  }
}
