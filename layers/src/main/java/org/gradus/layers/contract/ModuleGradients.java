package org.gradus.layers.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.gradus.core.gradcheck.GradCheck;
import org.gradus.core.tensor.Buffer;
import org.gradus.core.tensor.Gradients;
import org.gradus.core.tensor.Parameter;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.module.Context;
import org.gradus.layers.module.Module;

/**
 * The gradient check of a module, with respect to its input and its parameters.
 *
 * <p>The check is of functions of tensors, but parameters are cells that modules read. So the
 * tensors p of the check are put into the cells, and the gradients g with respect to the cells are
 * tied to them by a term Σ g · (p − p₀), p₀ being the value of p: it is 0, and its derivative is g.
 */
final class ModuleGradients {
  private final Module module;
  private final Supplier<Context> context;
  private final List<Parameter> parameters;
  private final List<Runnable> restoreBuffers = new ArrayList<>();

  private ModuleGradients(Module module, Supplier<Context> context) {
    this.module = module;
    this.context = context;
    this.parameters = List.copyOf(module.parameters().values());
    for (Buffer buffer : module.buffers().values()) {
      Tensor before = buffer.tensor().copy();
      restoreBuffers.add(() -> buffer.set(before));
    }
  }

  /**
   * Checks all gradients, and leaves parameters and buffers as they were.
   *
   * @param context makes the context of each pass, which must draw the same numbers every time
   * @throws org.gradus.core.gradcheck.GradientMismatchError if one is wrong
   */
  static void check(Module module, Tensor input, Supplier<Context> context) {
    ModuleGradients gradients = new ModuleGradients(module, context);
    List<String> names = new ArrayList<>();
    List<Tensor> values = new ArrayList<>();
    names.add("the input");
    values.add(input);
    module
        .parameters()
        .forEach(
            (path, parameter) -> {
              names.add(path);
              values.add(parameter.tensor().copy());
            });
    Tensor[] start = values.toArray(Tensor[]::new);
    GradCheck.of(gradients::result).named(names.toArray(String[]::new)).check(start);
    gradients.reset(start);
  }

  private void reset(Tensor... tensors) {
    for (int i = 0; i < parameters.size(); i++) {
      parameters.get(i).set(tensors[i + 1]);
    }
    restoreBuffers.forEach(Runnable::run);
  }

  /** Returns a number that depends on all results, as a function of the input and parameters. */
  private Tensor result(Tensor[] tensors) {
    reset(tensors);
    Tensor input = tensors[0];
    Tensor result = weighted(module.forward(input, context.get()));
    Tensor tied = result.detach();
    if (!result.isTracked()) {
      return tied;
    }
    Gradients gradients = result.backward();
    if (input.isTracked()) {
      tied = tied.add(tie(gradients.of(input), input));
    }
    for (int i = 0; i < parameters.size(); i++) {
      tied = tied.add(tie(gradients.of(parameters.get(i)), tensors[i + 1]));
    }
    return tied;
  }

  private static Tensor tie(Tensor gradient, Tensor tensor) {
    return gradient.mul(tensor.sub(tensor.detach())).sum();
  }

  /** Returns Σ w · y with weights that are neither alike nor small. */
  private static Tensor weighted(Tensor y) {
    double[] weights = new double[y.elements()];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = 1 + Math.cos(i + 1) / 2;
    }
    return y.mul(Tensor.of(weights, y.shape())).sum();
  }
}
