package org.gradus.layers.recurrent;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gradus.core.elementwise.Elementwise;
import org.gradus.core.recurrent.Traversal;
import org.gradus.core.shaping.Shaping;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.module.Context;

/** Runs any cell over a sequence, by its steps. */
final class StepByStep {
  private StepByStep() {}

  /** Takes all steps, as {@link RecurrentCell#run} says. */
  static RecurrentResult run(
      RecurrentCell cell, Tensor x, RecurrentState initial, Traversal traversal, Context context) {
    int axis = traversal.layout().timeAxis();
    List<Tensor> inputs = Shaping.unbind(cell.project(x, context), axis);
    Tensor[] outputs = new Tensor[inputs.size()];
    RecurrentState state = initial;
    for (int i = 0; i < outputs.length; i++) {
      int t = traversal.step(i, outputs.length);
      RecurrentResult result = cell.step(inputs.get(t), state, context);
      if (traversal.lengths().isPresent()) {
        Tensor mask = traversal.lengths().get().gt(Tensor.scalar(t)).unsqueeze(1);
        result = masked(mask, result, state);
      }
      outputs[t] = result.output();
      state = result.state();
    }
    return new RecurrentResult(Shaping.stack(axis, outputs), state);
  }

  /** Returns the result where the mask is 1, and elsewhere no output and the state before. */
  private static RecurrentResult masked(
      Tensor mask, RecurrentResult result, RecurrentState before) {
    DType dtype = result.output().dtype();
    Tensor output = Elementwise.where(mask, result.output(), Tensor.zeros(dtype, Shape.of(1, 1)));
    Map<String, Tensor> parts = new LinkedHashMap<>();
    result
        .state()
        .parts()
        .forEach((name, part) -> parts.put(name, Elementwise.where(mask, part, before.get(name))));
    return new RecurrentResult(output, new RecurrentState(parts));
  }
}
