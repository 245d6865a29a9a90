package org.gradus.core.tensor;

import org.jspecify.annotations.Nullable;

/**
 * One differentiable operation with several results, such as a maximum with its position, or a
 * result with what backward needs besides. Otherwise as {@link Op}.
 */
public abstract non-sealed class MultiOp extends Operation {
  /**
   * Creates the operation.
   *
   * @param name the name in messages and graphs, in kebab-case
   */
  protected MultiOp(String name) {
    super(name);
  }

  /** Computes the results; results of an integer type are not differentiated. Not recorded. */
  protected abstract Tensor[] forward(Tensor[] inputs);

  /**
   * Returns the gradient with respect to each input, as {@link Op#vjp}.
   *
   * @param gradients the upstream gradients; null for a result that nobody used
   */
  protected abstract @Nullable Tensor[] vjp(Call call, @Nullable Tensor[] gradients);

  /** Runs the operation, and records it if an input is tracked. */
  protected final Tensor[] apply(Tensor... inputs) {
    Scope scope = Scope.current();
    if (!scope.recording) {
      return run(scope, inputs);
    }
    Tensor[] outputs;
    scope.recording = false;
    try {
      outputs = run(scope, inputs);
    } finally {
      scope.recording = true;
    }
    if (anyTracked(inputs)) {
      Call.record(this, scope.path, inputs, outputs);
    }
    return outputs;
  }

  private Tensor[] run(Scope scope, Tensor[] inputs) {
    Tensor[] outputs = forward(inputs);
    if (scope.tracingNonFinite) {
      NonFinite.checkForward(name(), scope.path, inputs, outputs);
    }
    return outputs;
  }

  @Override
  final @Nullable Tensor[] vjpAll(Call call, @Nullable Tensor[] gradients) {
    return vjp(call, gradients);
  }
}
