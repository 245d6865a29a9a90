package org.gradus.core.internal.kernels.vector;

import jdk.incubator.vector.FloatVector;
import org.gradus.core.pointwise.UpdateFunction;

/** The elements of a whole vector, for {@link VectorUpdateLoop}. */
final class VectorCursor implements UpdateFunction.Cursor<FloatVector> {
  private final float[] parameter;
  private final float[] gradient;
  private final int gradientOffset;
  private final float[][] states;
  int at;

  VectorCursor(float[] parameter, float[] gradient, int gradientOffset, float[][] states) {
    this.parameter = parameter;
    this.gradient = gradient;
    this.gradientOffset = gradientOffset;
    this.states = states;
  }

  @Override
  public FloatVector parameter() {
    return FloatVector.fromArray(VectorLanes.SPECIES, parameter, at);
  }

  @Override
  public FloatVector gradient() {
    return FloatVector.fromArray(VectorLanes.SPECIES, gradient, gradientOffset + at);
  }

  @Override
  public FloatVector state(int index) {
    return FloatVector.fromArray(VectorLanes.SPECIES, states[index], at);
  }

  @Override
  public void setParameter(FloatVector value) {
    value.intoArray(parameter, at);
  }

  @Override
  public void setState(int index, FloatVector value) {
    value.intoArray(states[index], at);
  }
}
