package org.gradus.core.tensor;

import org.jspecify.annotations.Nullable;

/**
 * One differentiable operation with one result.
 *
 * <p>An instance is one configuration of the operation: its axes, strides and the like are final
 * fields. {@link #forward} computes the result; {@link #vjp} the product of the upstream gradient
 * with the Jacobian, written with tensors, so that it can itself be differentiated. {@link #keeps}
 * says what backward reads; everything else is let go.
 *
 * <p>An author offers a static method that checks the arguments and calls {@link #apply}.
 */
public abstract non-sealed class Op extends Operation {
  /**
   * Creates the operation.
   *
   * @param name the name in messages and graphs, in kebab-case
   */
  protected Op(String name) {
    super(name);
  }

  /** Computes the result; a new tensor, or a {@link #view} of an input. Not recorded. */
  protected abstract Tensor forward(Tensor[] inputs);

  /**
   * Returns the gradient with respect to each input, in the input's shape; null where it is zero or
   * {@link Call#needs} says that nobody asks.
   *
   * @param call the inputs and the output as far as {@link #keeps} says
   * @param gradient the upstream gradient, in the output's shape
   */
  protected abstract @Nullable Tensor[] vjp(Call call, Tensor gradient);

  /** Runs the operation, and records it if an input is tracked. */
  protected final Tensor apply(Tensor... inputs) {
    Scope scope = Scope.current();
    if (!scope.recording) {
      return run(scope, inputs);
    }
    Tensor output;
    scope.recording = false;
    try {
      output = run(scope, inputs);
    } finally {
      scope.recording = true;
    }
    if (anyTracked(inputs) && output.dtype().isFloating()) {
      Call.record(this, scope.path, inputs, output);
    }
    return output;
  }

  private Tensor run(Scope scope, Tensor[] inputs) {
    Tensor output = forward(inputs);
    if (scope.tracingNonFinite) {
      NonFinite.checkForward(name(), scope.path, inputs, output);
    }
    return output;
  }

  @Override
  final @Nullable Tensor[] vjpAll(Call call, @Nullable Tensor[] gradients) {
    Tensor gradient = gradients[0];
    return gradient == null ? new Tensor[call.inputCount()] : vjp(call, gradient);
  }
}
