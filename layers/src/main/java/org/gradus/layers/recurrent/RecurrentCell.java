package org.gradus.layers.recurrent;

import java.util.LinkedHashMap;
import java.util.Map;
import org.gradus.core.recurrent.Traversal;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.module.Context;
import org.gradus.layers.module.Module;

/**
 * One step of a recurrent network: (x_t, state) → (y_t, state′).
 *
 * <p>A cell says what its state consists of and how a step changes it. {@link Recurrent} runs it
 * over sequences, in stacks, both ways, with samples of different lengths and with truncated
 * back-propagation. A cell of one's own has {@link #build} create its parameters for an input (N,
 * C), and {@link #step}:
 *
 * <pre>{@code
 * public Map<String, Integer> stateSizes() {
 *   return Map.of("h", config.hidden());
 * }
 *
 * public RecurrentResult step(Tensor x, RecurrentState state, Context context) {
 *   Tensor h = LinearAlgebra.linear(x, w.tensor(), b.tensor())
 *       .add(LinearAlgebra.linear(state.get("h"), u.tensor())).tanh();
 *   return new RecurrentResult(h, RecurrentState.of("h", h));
 * }
 * }</pre>
 *
 * <p>That runs one step after the other. A cell is faster that does what depends on the input alone
 * in {@link #project}, for all steps in one product, and faster still if it has {@link #run} do all
 * steps in one operation.
 */
public interface RecurrentCell extends Module {
  /**
   * What a cell is configured by. A config that declares a component of this type takes cells only,
   * in JSON too.
   */
  interface Config extends Module.Config {}

  @Override
  Config config();

  /** Returns a new cell of the same config, not built: one for each layer and direction. */
  RecurrentCell fresh();

  /** Returns the number of features of each part of the state, by name, in order. */
  Map<String, Integer> stateSizes();

  /**
   * Returns the state before the first step where none is given: zeros.
   *
   * @param batch the number of samples, N
   * @return for each part (N, features)
   */
  default RecurrentState initialState(int batch, DType dtype) {
    Map<String, Tensor> parts = new LinkedHashMap<>();
    stateSizes()
        .forEach((name, size) -> parts.put(name, Tensor.zeros(dtype, Shape.of(batch, size))));
    return new RecurrentState(parts);
  }

  /**
   * Does what depends on the inputs alone, for any number of steps at once: W · x + b of all gates,
   * for example. By default there is nothing to do.
   *
   * @param x (…, C)
   * @return (…, any number), whose rows {@link #step} is given
   */
  default Tensor project(Tensor x, Context context) {
    return x;
  }

  /**
   * Takes one step.
   *
   * @param projected what {@link #project} made of the step's input (N, C); the input itself unless
   *     the cell overrides that
   * @param state the state before, each part (N, features)
   * @return the output (N, features), and the state after
   */
  RecurrentResult step(Tensor projected, RecurrentState state, Context context);

  /**
   * Takes all steps of a batch of sequences: by default one by one.
   *
   * @param x (N, T, C) or (T, N, C), as the traversal says; T is at least 1
   * @param initial the state before the first step, each part (N, features)
   * @return the outputs in the layout of x, 0 where there is padding, and the state after every
   *     sample's last step
   */
  default RecurrentResult run(
      Tensor x, RecurrentState initial, Traversal traversal, Context context) {
    return StepByStep.run(this, x, initial, traversal, context);
  }

  /**
   * Takes one step from an input that is not projected.
   *
   * @param x (N, C)
   * @param state the state before, each part (N, features)
   * @return the output (N, features), and the state after
   * @throws ShapeException if x is not the input of one step of a batch, or a part of the state has
   *     another shape; nothing is broadcast
   * @throws IllegalArgumentException if the state has other parts than the cell's
   */
  default RecurrentResult forward(Tensor x, RecurrentState state, Context context) {
    Arguments.requireStep(x.shape(), context);
    Arguments.requireStep(state, stateSizes(), x.size(0), context);
    return step(project(x, context), state, context);
  }

  /**
   * Takes one step from the initial state, and returns the output.
   *
   * @param x (N, C)
   * @throws ShapeException if x is not the input of one step of a batch
   */
  @Override
  default Tensor forward(Tensor x, Context context) {
    Arguments.requireStep(x.shape(), context);
    return forward(x, initialState(x.size(0), x.dtype()), context).output();
  }
}
