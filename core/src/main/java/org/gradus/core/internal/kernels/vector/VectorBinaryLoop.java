package org.gradus.core.internal.kernels.vector;

import org.gradus.core.internal.kernels.BinaryLoop;
import org.gradus.core.internal.kernels.ScalarPointwise;
import org.gradus.core.pointwise.BinaryFunction;

/**
 * Applies one class of functions of two numbers, each part by a loop class of its own.
 *
 * @param value the loop of the function itself
 * @param derivativeA the loop of its derivative by a
 * @param derivativeB the loop of its derivative by b
 */
record VectorBinaryLoop(BinaryPart value, BinaryPart derivativeA, BinaryPart derivativeB)
    implements BinaryLoop {
  /** Makes the loop for a class of functions not seen before. */
  static VectorBinaryLoop forNewFunction() {
    return new VectorBinaryLoop(part(Part.VALUE), part(Part.DERIVATIVE_A), part(Part.DERIVATIVE_B));
  }

  private static BinaryPart part(Part part) {
    return LoopClass.defineAgain(VectorBinaryPart.class, BinaryPart.class, part);
  }

  @Override
  public void apply(
      BinaryFunction f,
      Part part,
      float[] g,
      int gOffset,
      float[] a,
      int aOffset,
      int aStep,
      float[] b,
      int bOffset,
      int bStep,
      float[] y,
      int yOffset,
      int length) {
    BinaryPart loop =
        switch (part) {
          case VALUE -> value;
          case DERIVATIVE_A -> derivativeA;
          case DERIVATIVE_B -> derivativeB;
        };
    loop.apply(f, g, gOffset, a, aOffset, aStep, b, bOffset, bStep, y, yOffset, length);
  }

  @Override
  public void apply(
      BinaryFunction f,
      Part part,
      double[] g,
      int gOffset,
      double[] a,
      int aOffset,
      int aStep,
      double[] b,
      int bOffset,
      int bStep,
      double[] y,
      int yOffset,
      int length) {
    ScalarPointwise.binary(f)
        .apply(f, part, g, gOffset, a, aOffset, aStep, b, bOffset, bStep, y, yOffset, length);
  }
}
