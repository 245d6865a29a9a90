package org.gradus.core.internal.kernels;

import java.util.Arrays;
import org.gradus.core.pointwise.UpdateFunction;

/** Applies any step of an optimizer block by block. */
final class ScalarUpdateLoop implements UpdateLoop {
  @Override
  public void update(
      UpdateFunction f,
      float[] parameter,
      float[] gradient,
      int gradientOffset,
      float[][] states,
      int from,
      int length) {
    for (int i = 0; i < length; i += ScalarPointwise.BLOCK) {
      int n = Math.min(ScalarPointwise.BLOCK, length - i);
      int at = from + i;
      f.update(new FloatBlocks(n), new Floats(parameter, gradient, gradientOffset, states, at, n));
    }
  }

  @Override
  public void update(
      UpdateFunction f,
      double[] parameter,
      double[] gradient,
      int gradientOffset,
      double[][] states,
      int from,
      int length) {
    for (int i = 0; i < length; i += ScalarPointwise.BLOCK) {
      int n = Math.min(ScalarPointwise.BLOCK, length - i);
      int at = from + i;
      f.update(
          new DoubleBlocks(n), new Doubles(parameter, gradient, gradientOffset, states, at, n));
    }
  }

  /** A block of floats. */
  private record Floats(
      float[] values, float[] gradients, int gradientOffset, float[][] states, int at, int length)
      implements UpdateFunction.Cursor<float[]> {
    @Override
    public float[] parameter() {
      return Arrays.copyOfRange(values, at, at + length);
    }

    @Override
    public float[] gradient() {
      return Arrays.copyOfRange(gradients, gradientOffset + at, gradientOffset + at + length);
    }

    @Override
    public float[] state(int index) {
      return Arrays.copyOfRange(states[index], at, at + length);
    }

    @Override
    public void setParameter(float[] value) {
      System.arraycopy(value, 0, values, at, length);
    }

    @Override
    public void setState(int index, float[] value) {
      System.arraycopy(value, 0, states[index], at, length);
    }
  }

  /** A block of doubles. */
  private record Doubles(
      double[] values,
      double[] gradients,
      int gradientOffset,
      double[][] states,
      int at,
      int length)
      implements UpdateFunction.Cursor<double[]> {
    @Override
    public double[] parameter() {
      return Arrays.copyOfRange(values, at, at + length);
    }

    @Override
    public double[] gradient() {
      return Arrays.copyOfRange(gradients, gradientOffset + at, gradientOffset + at + length);
    }

    @Override
    public double[] state(int index) {
      return Arrays.copyOfRange(states[index], at, at + length);
    }

    @Override
    public void setParameter(double[] value) {
      System.arraycopy(value, 0, values, at, length);
    }

    @Override
    public void setState(int index, double[] value) {
      System.arraycopy(value, 0, states[index], at, length);
    }
  }
}
