package org.gradus.core.recurrent;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.gradus.core.tensor.Call;
import org.gradus.core.tensor.MultiOp;
import org.gradus.core.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * All steps of a batch of sequences in one operation: one matrix product and one pass over the
 * gates for each step, forward and backward.
 *
 * <p>Besides outputs and last state it has what backward needs as results.
 */
final class Recurrence extends MultiOp {
  private final FusedCell cell;
  private final Traversal traversal;

  private Recurrence(FusedCell cell, Traversal traversal) {
    super(cell.name());
    this.cell = cell;
    this.traversal = traversal;
  }

  /** Returns the outputs in the layout of the input, and the parts of the last state (N, H). */
  static Tensor[] of(FusedCell cell, Traversal traversal, Inputs in) {
    Tensor[] results = new Recurrence(cell, traversal).apply(in.toArray());
    return Arrays.copyOf(results, 1 + cell.states());
  }

  @Override
  protected Keeps keeps() {
    return Keeps.BOTH;
  }

  @Override
  protected Tensor[] forward(Tensor[] inputs) {
    return ForwardPass.run(cell, traversal, Inputs.of(cell.states(), inputs));
  }

  @Override
  protected @Nullable Tensor[] vjp(Call call, @Nullable Tensor[] gradients) {
    Tensor[] inputs = new Tensor[call.inputCount()];
    Arrays.setAll(inputs, call::input);
    Tensor[] results = new Tensor[gradients.length];
    Arrays.setAll(results, i -> call.output(i).detach());
    int[] wanted = IntStream.range(0, inputs.length).filter(call::needs).toArray();
    return RecurrenceGradient.of(cell, traversal, inputs, results, gradients, wanted);
  }
}
