package org.gradus.core.internal.kernels;

import java.util.Arrays;
import org.gradus.core.pointwise.BinaryFunction;

/** Applies any function of two numbers block by block. */
final class ScalarBinaryLoop implements BinaryLoop {
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
    FloatBlocks lanes = FloatBlocks.own();
    for (int i = 0; i < length; i += ScalarPointwise.BLOCK) {
      int n = Math.min(ScalarPointwise.BLOCK, length - i);
      lanes.begin(n);
      float[] left = lanes.load(a, aOffset + i * aStep, aStep, n);
      float[] right = lanes.load(b, bOffset + i * bStep, bStep, n);
      float[] result =
          switch (part) {
            case VALUE -> f.apply(lanes, left, right);
            case DERIVATIVE_A ->
                lanes.multiply(lanes.load(g, gOffset + i, 1, n), f.derivativeA(lanes, left, right));
            case DERIVATIVE_B ->
                lanes.multiply(lanes.load(g, gOffset + i, 1, n), f.derivativeB(lanes, left, right));
          };
      System.arraycopy(result, 0, y, yOffset + i, n);
    }
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
    for (int i = 0; i < length; i += ScalarPointwise.BLOCK) {
      int n = Math.min(ScalarPointwise.BLOCK, length - i);
      DoubleBlocks lanes = new DoubleBlocks(n);
      double[] left = block(lanes, a, aOffset + i * aStep, aStep, n);
      double[] right = block(lanes, b, bOffset + i * bStep, bStep, n);
      double[] result =
          switch (part) {
            case VALUE -> f.apply(lanes, left, right);
            case DERIVATIVE_A ->
                lanes.multiply(
                    block(lanes, g, gOffset + i, 1, n), f.derivativeA(lanes, left, right));
            case DERIVATIVE_B ->
                lanes.multiply(
                    block(lanes, g, gOffset + i, 1, n), f.derivativeB(lanes, left, right));
          };
      System.arraycopy(result, 0, y, yOffset + i, n);
    }
  }

  private static double[] block(DoubleBlocks lanes, double[] x, int offset, int step, int length) {
    return step == 0 ? lanes.constant(x[offset]) : Arrays.copyOfRange(x, offset, offset + length);
  }
}
