package org.gradus.core.internal.kernels;

import java.util.Arrays;
import org.gradus.core.pointwise.UnaryFunction;

/** Applies any function of one number block by block. */
final class ScalarUnaryLoop implements UnaryLoop {
  @Override
  public void apply(UnaryFunction f, float[] x, int xOffset, float[] y, int yOffset, int length) {
    FloatBlocks lanes = FloatBlocks.own();
    for (int i = 0; i < length; i += ScalarPointwise.BLOCK) {
      int n = Math.min(ScalarPointwise.BLOCK, length - i);
      lanes.begin(n);
      float[] block = lanes.load(x, xOffset + i, 1, n);
      System.arraycopy(f.apply(lanes, block), 0, y, yOffset + i, n);
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
    FloatBlocks lanes = FloatBlocks.own();
    for (int i = 0; i < length; i += ScalarPointwise.BLOCK) {
      int n = Math.min(ScalarPointwise.BLOCK, length - i);
      lanes.begin(n);
      float[] input = lanes.load(x, xOffset + i, 1, n);
      float[] output = lanes.load(y, yOffset + i, 1, n);
      float[] slope = f.derivative(lanes, input, output);
      float[] result = lanes.multiply(lanes.load(g, gOffset + i, 1, n), slope);
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

  private static double[] block(double[] x, int offset, int length) {
    return Arrays.copyOfRange(x, offset, offset + length);
  }
}
