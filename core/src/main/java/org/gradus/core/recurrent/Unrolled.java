package org.gradus.core.recurrent;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.gradus.core.elementwise.Elementwise;
import org.gradus.core.shaping.Shaping;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;

/**
 * A recurrence by operations on tensors, step by step: slow, and differentiable any number of
 * times.
 */
final class Unrolled {
  private Unrolled() {}

  /** Returns the outputs in the layout of the input, and the parts of the last state (N, H). */
  static Tensor[] run(FusedCell cell, Traversal traversal, Inputs in) {
    int axis = traversal.layout().timeAxis();
    List<Tensor> projected = Shaping.unbind(in.projected(), axis);
    Tensor[] outputs = new Tensor[projected.size()];
    Tensor[] state = in.initial().toArray(Tensor[]::new);
    for (int index = 0; index < outputs.length; index++) {
      int t = traversal.step(index, outputs.length);
      Tensor[] next = cell.step(projected.get(t), state, in.weight(), in.extra());
      outputs[t] = next[0];
      if (traversal.lengths().isPresent()) {
        Tensor mask = traversal.lengths().get().gt(Tensor.scalar(t)).unsqueeze(1);
        DType dtype = next[0].dtype();
        outputs[t] = Elementwise.where(mask, next[0], Tensor.zeros(dtype, Shape.of(1, 1)));
        for (int part = 0; part < next.length; part++) {
          next[part] = Elementwise.where(mask, next[part], state[part]);
        }
      }
      state = next;
    }
    List<Tensor> results = new ArrayList<>(List.of(Shaping.stack(axis, outputs)));
    results.addAll(Arrays.asList(state));
    return results.toArray(Tensor[]::new);
  }
}
