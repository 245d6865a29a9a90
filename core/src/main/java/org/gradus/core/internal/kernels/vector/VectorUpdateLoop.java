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
    VectorCursor run = new VectorCursor(parameter, gradient, gradientOffset, states);
    int end = from + VectorLanes.SPECIES.loopBound(length);
    for (int i = from; i < end; i += LANES) {
      run.at = i;
      f.update(VectorLanes.LANES, run);
    }
    if (end < from + length) {
      f.update(
          VectorLanes.LANES,
          new MaskedCursor(
              parameter,
              gradient,
              gradientOffset,
              states,
              end,
              VectorLanes.SPECIES.indexInRange(end, from + length)));
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
