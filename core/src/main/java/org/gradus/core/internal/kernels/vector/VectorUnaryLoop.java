package org.gradus.core.internal.kernels.vector;

import jdk.incubator.vector.FloatVector;
import org.gradus.core.internal.kernels.ScalarPointwise;
import org.gradus.core.internal.kernels.UnaryLoop;
import org.gradus.core.pointwise.UnaryFunction;

/**
 * Applies one class of functions of one number, vector by vector.
 *
 * <p>This class is defined anew for every class of functions, see {@link LoopClass}: the calls of
 * the function then have one target each, and are inlined to straight SIMD code.
 */
final class VectorUnaryLoop implements UnaryLoop {
  private static final int LANES = VectorLanes.SPECIES.length();

  /** Whether a function of this class was found to use elementary functions; races do no harm. */
  private boolean longFunction;

  private boolean longDerivative;

  VectorUnaryLoop() {}

  @Override
  public void apply(UnaryFunction f, float[] x, int xOffset, float[] y, int yOffset, int length) {
    if (!longFunction) {
      try {
        applyFused(f, x, xOffset, y, yOffset, length);
        return;
      } catch (TooLong e) {
        // Thrown at the first element, before anything was written.
        longFunction = true;
      }
    }
    VectorBlockLoops.apply(f, x, xOffset, y, yOffset, length);
  }

  private static void applyFused(
      UnaryFunction f, float[] x, int xOffset, float[] y, int yOffset, int length) {
    int whole = VectorLanes.SPECIES.loopBound(length);
    applyWhole(f, x, xOffset, y, yOffset, whole);
    int rest = length - whole;
    if (rest > 0) {
      float[] tail = tail(x, xOffset + whole, rest);
      applyWhole(f, tail, 0, tail, 0, LANES);
      System.arraycopy(tail, 0, y, yOffset + whole, rest);
    }
  }

  private static void applyWhole(
      UnaryFunction f, float[] x, int xOffset, float[] y, int yOffset, int length) {
    for (int i = 0; i < length; i += LANES) {
      f.apply(VectorLanes.ARITHMETIC, load(x, xOffset + i)).intoArray(y, yOffset + i);
    }
  }

  @Override
  public void derivative(
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
    if (!longDerivative) {
      try {
        derivativeFused(f, g, gOffset, x, xOffset, y, yOffset, dx, dxOffset, length);
        return;
      } catch (TooLong e) {
        longDerivative = true;
      }
    }
    VectorBlockLoops.derivative(f, g, gOffset, x, xOffset, y, yOffset, dx, dxOffset, length);
  }

  private static void derivativeFused(
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
    int whole = VectorLanes.SPECIES.loopBound(length);
    derivativeWhole(f, g, gOffset, x, xOffset, y, yOffset, dx, dxOffset, whole);
    int rest = length - whole;
    if (rest > 0) {
      float[] upstream = tail(g, gOffset + whole, rest);
      float[] input = tail(x, xOffset + whole, rest);
      float[] output = tail(y, yOffset + whole, rest);
      derivativeWhole(f, upstream, 0, input, 0, output, 0, upstream, 0, LANES);
      System.arraycopy(upstream, 0, dx, dxOffset + whole, rest);
    }
  }

  private static void derivativeWhole(
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
    for (int i = 0; i < length; i += LANES) {
      FloatVector slope =
          f.derivative(VectorLanes.ARITHMETIC, load(x, xOffset + i), load(y, yOffset + i));
      load(g, gOffset + i).mul(slope).intoArray(dx, dxOffset + i);
    }
  }

  private static FloatVector load(float[] x, int offset) {
    return FloatVector.fromArray(VectorLanes.SPECIES, x, offset);
  }

  /** Returns a vector's length of numbers, the first of them from x and the rest 0. */
  private static float[] tail(float[] x, int offset, int length) {
    float[] tail = new float[LANES];
    System.arraycopy(x, offset, tail, 0, length);
    return tail;
  }

  @Override
  public void apply(UnaryFunction f, double[] x, int xOffset, double[] y, int yOffset, int length) {
    ScalarPointwise.unary(f).apply(f, x, xOffset, y, yOffset, length);
  }

  @Override
  public void derivative(
      UnaryFunction f,
      double[] g,
      int gOffset,
      double[] x,
      int xOffset,
      double[] y,
      int yOffset,
      double[] dx,
      int dxOffset,
      int length) {
    ScalarPointwise.unary(f)
        .derivative(f, g, gOffset, x, xOffset, y, yOffset, dx, dxOffset, length);
  }
}
