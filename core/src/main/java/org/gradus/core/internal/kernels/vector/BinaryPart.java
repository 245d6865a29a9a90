package org.gradus.core.internal.kernels.vector;

import org.gradus.core.pointwise.BinaryFunction;

/** One part of a function of two numbers over a run of elements, in float32. */
interface BinaryPart {
  /** Computes the part, with the arguments of a {@code BinaryLoop}. */
  void apply(
      BinaryFunction f,
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
      int length);
}
