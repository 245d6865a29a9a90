package org.gradus.core.tensor;

import org.jspecify.annotations.Nullable;

/** What {@link Op} and {@link MultiOp} share: running and recording. */
public abstract sealed class Operation extends DirectAccess permits Op, MultiOp {
  private final String name;

  Operation(String name) {
    this.name = name;
  }

  /** Returns the name in messages and graphs. */
  public final String name() {
    return name;
  }

  /** What of a call is kept for backward. */
  public enum Keeps {
    /** Shapes and types only. */
    NOTHING(false, false),
    /** The inputs. */
    INPUTS(true, false),
    /** The outputs. */
    OUTPUTS(false, true),
    /** The inputs and the outputs. */
    BOTH(true, true);

    private final boolean inputs;
    private final boolean outputs;

    Keeps(boolean inputs, boolean outputs) {
      this.inputs = inputs;
      this.outputs = outputs;
    }

    boolean inputs() {
      return inputs;
    }

    boolean outputs() {
      return outputs;
    }
  }

  /** Returns what {@code vjp} reads; all inputs by default. */
  protected Keeps keeps() {
    return Keeps.INPUTS;
  }

  abstract @Nullable Tensor[] vjpAll(Call call, @Nullable Tensor[] gradients);

  /** Returns whether an input is tracked. */
  static boolean anyTracked(Tensor[] inputs) {
    for (Tensor input : inputs) {
      if (input.call() != null) {
        return true;
      }
    }
    return false;
  }
}
