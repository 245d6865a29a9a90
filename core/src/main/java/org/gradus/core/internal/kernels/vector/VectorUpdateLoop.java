package org.gradus.core.internal.kernels.vector;

import org.gradus.core.internal.kernels.ScalarPointwise;
import org.gradus.core.internal.kernels.UpdateLoop;
import org.gradus.core.pointwise.UpdateFunction;

/**
 * Applies one class of optimizer steps, vector by vector, in one pass over the memory.
 *
 * <p>This class is defined anew for every class of functions, see {@link LoopClass}.
 */
final class VectorUpdateLoop implements UpdateLoop {
  private static final int LANES = VectorLanes.SPECIES.length();

  VectorUpdateLoop() {}

  @Override
  public void update(
      UpdateFunction f,
      float[] parameter,
      float[] gradient,
      int gradientOffset,
      float[][] states,
      int from,
      int length) {
    int whole = VectorLanes.SPECIES.loopBound(length);
    updateWhole(f, new VectorCursor(parameter, gradient, gradientOffset, states), from, whole);
    if (whole < length) {
      updateRest(f, parameter, gradient, gradientOffset, states, from + whole, length - whole);
    }
  }

  private static void updateWhole(UpdateFunction f, VectorCursor cursor, int from, int length) {
    for (int i = from; i < from + length; i += LANES) {
      cursor.at = i;
      f.update(VectorLanes.LANES, cursor);
    }
  }

  /** Updates less than a vector in copies: masked access is slow before JDK 18. */
  private static void updateRest(
      UpdateFunction f,
      float[] parameter,
      float[] gradient,
      int gradientOffset,
      float[][] states,
      int from,
      int length) {
    float[] p = new float[LANES];
    float[] g = new float[LANES];
    float[][] s = new float[states.length][LANES];
    System.arraycopy(parameter, from, p, 0, length);
    System.arraycopy(gradient, gradientOffset + from, g, 0, length);
    for (int i = 0; i < s.length; i++) {
      System.arraycopy(states[i], from, s[i], 0, length);
    }
    updateWhole(f, new VectorCursor(p, g, 0, s), 0, LANES);
    System.arraycopy(p, 0, parameter, from, length);
    for (int i = 0; i < s.length; i++) {
      System.arraycopy(s[i], 0, states[i], from, length);
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
    ScalarPointwise.update(f).update(f, parameter, gradient, gradientOffset, states, from, length);
  }
}
