package org.gradus.core.internal.kernels;

import java.util.Arrays;
import org.gradus.core.pointwise.UnaryFunction;

/** Applies any function of one number block by block. */
final class ScalarUnaryLoop implements UnaryLoop {
  @Override
  public void apply(UnaryFunction f, float[] x, int xOffset, float[] y, int yOffset, int length) {
    for (int i = 0; i < length; i += ScalarPointwise.BLOCK) {
      int n = Math.min(ScalarPointwise.BLOCK, length - i);
      float[] block = block(x, xOffset + i, n);
      System.arraycopy(f.apply(new FloatBlocks(n), block), 0, y, yOffset + i, n);
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
    for (int i = 0; i < length; i += ScalarPointwise.BLOCK) {
      int n = Math.min(ScalarPointwise.BLOCK, length - i);
      FloatBlocks lanes = new FloatBlocks(n);
      float[] input = block(x, xOffset + i, n);
      float[] output = block(y, yOffset + i, n);
      float[] slope = f.derivative(lanes, input, output);
      float[] result = lanes.multiply(block(g, gOffset + i, n), slope);
      System.arraycopy(result, 0, dx, dxOffset + i, n);
    }
  }

  @Override
  public void apply(UnaryFunction f, double[] x, int xOffset, double[] y, int yOffset, int length) {
    for (int i = 0; i < length; i += ScalarPointwise.BLOCK) {
      int n = Math.min(ScalarPointwise.BLOCK, length - i);
      double[] block = block(x, xOffset + i, n);
      System.arraycopy(f.apply(new DoubleBlocks(n), block), 0, y, yOffset + i, n);
    }
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
    for (int i = 0; i < length; i += ScalarPointwise.BLOCK) {
      int n = Math.min(ScalarPointwise.BLOCK, length - i);
      DoubleBlocks lanes = new DoubleBlocks(n);
      double[] input = block(x, xOffset + i, n);
      double[] output = block(y, yOffset + i, n);
      double[] slope = f.derivative(lanes, input, output);
      double[] result = lanes.multiply(block(g, gOffset + i, n), slope);
      System.arraycopy(result, 0, dx, dxOffset + i, n);
    }
  }

  private static float[] block(float[] x, int offset, int length) {
    return Arrays.copyOfRange(x, offset, offset + length);
  }

  private static double[] block(double[] x, int offset, int length) {
    return Arrays.copyOfRange(x, offset, offset + length);
  }
}
