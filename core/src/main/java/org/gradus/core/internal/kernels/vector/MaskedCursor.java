package org.gradus.core.internal.kernels.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import org.gradus.core.pointwise.UpdateFunction;

/** The elements of a last, incomplete vector, for {@link VectorUpdateLoop}. */
record MaskedCursor(
    float[] values,
    float[] gradients,
    int gradientOffset,
    float[][] states,
    int at,
    VectorMask<Float> mask)
    implements UpdateFunction.Cursor<FloatVector> {
  @Override
  public FloatVector parameter() {
    return FloatVector.fromArray(VectorLanes.SPECIES, values, at, mask);
  }

  @Override
  public FloatVector gradient() {
    return FloatVector.fromArray(VectorLanes.SPECIES, gradients, gradientOffset + at, mask);
  }

  @Override
  public FloatVector state(int index) {
    return FloatVector.fromArray(VectorLanes.SPECIES, states[index], at, mask);
  }

  @Override
  public void setParameter(FloatVector value) {
    value.intoArray(values, at, mask);
  }

  @Override
  public void setState(int index, FloatVector value) {
    value.intoArray(states[index], at, mask);
  }
}
