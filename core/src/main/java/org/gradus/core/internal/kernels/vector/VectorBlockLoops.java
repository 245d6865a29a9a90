package org.gradus.core.internal.kernels.vector;

import jdk.incubator.vector.FloatVector;
import org.gradus.core.internal.kernels.BinaryLoop.Part;
import org.gradus.core.pointwise.BinaryFunction;
import org.gradus.core.pointwise.UnaryFunction;

/**
 * Applies functions that cannot become one loop, block by block: each of their operations is a SIMD
 * loop over a block.
 */
final class VectorBlockLoops {
  private static final int BLOCK = VectorBlocks.BLOCK;

  private static final int L = FloatVector.SPECIES_PREFERRED.length();

  private static final float[] NOTHING = {};

  private VectorBlockLoops() {}

  /** Sets y[i] = f(x[i]). */
  static void apply(UnaryFunction f, float[] x, int xOffset, float[] y, int yOffset, int length) {
    VectorBlocks lanes = VectorBlocks.own();
    for (int i = 0; i < length; i += BLOCK) {
      int n = Math.min(BLOCK, length - i);
      lanes.begin(n);
      float[] result = f.apply(lanes, lanes.load(x, xOffset + i, 1, n));
      System.arraycopy(result, 0, y, yOffset + i, n);
    }
  }

  /** Sets dx[i] = g[i] · f′(x[i], y[i]). */
  static void derivative(
      UnaryFunction f,
      float[] g,
      int gOffset,
      float[] x,
      int xOffset,
      float[] y,
      int yOffset,
      float[] dx,
      int dxOffset,
      int length) {
    boolean readsInput = f.reads().input();
    boolean readsOutput = f.reads().output();
    VectorBlocks lanes = VectorBlocks.own();
    for (int i = 0; i < length; i += BLOCK) {
      int n = Math.min(BLOCK, length - i);
      lanes.begin(n);
      // What the derivative does not read need not be copied.
      float[] output = readsOutput ? lanes.load(y, yOffset + i, 1, n) : NOTHING;
      float[] input = readsInput ? lanes.load(x, xOffset + i, 1, n) : NOTHING;
      float[] slope = f.derivative(lanes, input, output);
      scale(slope, g, gOffset + i, dx, dxOffset + i, n);
    }
  }

  /** Computes a part of a function of two numbers. */
  static void apply(
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
    VectorBlocks lanes = VectorBlocks.own();
    for (int i = 0; i < length; i += BLOCK) {
      int n = Math.min(BLOCK, length - i);
      lanes.begin(n);
      float[] left = lanes.load(a, aOffset + i * aStep, aStep, n);
      float[] right = lanes.load(b, bOffset + i * bStep, bStep, n);
      switch (part) {
        case VALUE -> System.arraycopy(f.apply(lanes, left, right), 0, y, yOffset + i, n);
        case DERIVATIVE_A ->
            scale(f.derivativeA(lanes, left, right), g, gOffset + i, y, yOffset + i, n);
        case DERIVATIVE_B ->
            scale(f.derivativeB(lanes, left, right), g, gOffset + i, y, yOffset + i, n);
      }
    }
  }

  /** Sets y[i] = g[i] · slope[i]. */
  private static void scale(
      float[] slope, float[] g, int gOffset, float[] y, int yOffset, int length) {
    int whole = FloatVector.SPECIES_PREFERRED.loopBound(length);
    for (int i = 0; i < whole; i += L) {
      FloatVector upstream = FloatVector.fromArray(FloatVector.SPECIES_PREFERRED, g, gOffset + i);
      FloatVector product =
          upstream.mul(FloatVector.fromArray(FloatVector.SPECIES_PREFERRED, slope, i));
      product.intoArray(y, yOffset + i);
    }
    for (int i = whole; i < length; i++) {
      y[yOffset + i] = g[gOffset + i] * slope[i];
    }
  }
}
