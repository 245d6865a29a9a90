package org.gradus.core.internal.kernels.vector;

import org.gradus.core.internal.kernels.ScalarPointwise;
import org.gradus.core.internal.kernels.UpdateLoop;
import org.gradus.core.internal.kernels.vector.fusion.BoundLoop;
import org.gradus.core.internal.kernels.vector.fusion.FormulaLanes;
import org.gradus.core.internal.kernels.vector.fusion.FusedFunction;
import org.gradus.core.internal.kernels.vector.fusion.Value;
import org.gradus.core.pointwise.UpdateFunction;
import org.jspecify.annotations.Nullable;

/** Applies one class of optimizer steps, vector by vector, in one pass over the memory. */
final class VectorUpdateLoop implements UpdateLoop {
  /** The states that a fused loop has runs for, beside the parameter and the gradient. */
  private static final int STATES = 3;

  private static final int PARAMETER = 0;
  private static final int GRADIENT = 1;
  private static final int FIRST_STATE = 2;

  private final FusedFunction<UpdateFunction> step = new FusedFunction<>(VectorUpdateLoop::write);

  private static void write(UpdateFunction f, FormulaLanes lanes) {
    WrittenCursor cursor = new WrittenCursor(lanes);
    f.update(lanes, cursor);
    cursor.store();
  }

  @Override
  public void update(
      UpdateFunction f,
      float[] parameter,
      float[] gradient,
      int gradientOffset,
      float[][] states,
      int from,
      int length) {
    if (states.length <= STATES) {
      BoundLoop loop = step.bind(f);
      if (loop.isFused()) {
        loop.run(
            parameter,
            from,
            gradient,
            gradientOffset + from,
            state(states, 0, parameter),
            from,
            state(states, 1, parameter),
            from,
            state(states, 2, parameter),
            from,
            length);
        return;
      }
    }
    ScalarPointwise.update(f).update(f, parameter, gradient, gradientOffset, states, from, length);
  }

  /** Returns a state, or any array where there is none. */
  private static float[] state(float[][] states, int index, float[] any) {
    return index < states.length ? states[index] : any;
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

  /** The runs of a formula; what was set is stored at the end. */
  private static final class WrittenCursor implements UpdateFunction.Cursor<Value> {
    private final FormulaLanes lanes;
    private final @Nullable Value[] set = new @Nullable Value[FIRST_STATE + STATES];

    WrittenCursor(FormulaLanes lanes) {
      this.lanes = lanes;
    }

    private Value get(int run) {
      Value value = set[run];
      return value == null ? lanes.load(run, 1) : value;
    }

    @Override
    public Value parameter() {
      return get(PARAMETER);
    }

    @Override
    public Value gradient() {
      return get(GRADIENT);
    }

    @Override
    public Value state(int index) {
      return get(FIRST_STATE + index);
    }

    @Override
    public void setParameter(Value value) {
      set[PARAMETER] = value;
    }

    @Override
    public void setState(int index, Value value) {
      set[FIRST_STATE + index] = value;
    }

    void store() {
      for (int run = 0; run < set.length; run++) {
        Value value = set[run];
        if (value != null) {
          lanes.store(value, run);
        }
      }
    }
  }
}
