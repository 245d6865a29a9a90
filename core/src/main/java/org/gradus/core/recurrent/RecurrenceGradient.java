package org.gradus.core.recurrent;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.gradus.core.tensor.Autograd;
import org.gradus.core.tensor.Backward;
import org.gradus.core.tensor.Call;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Gradients;
import org.gradus.core.tensor.MultiOp;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The gradients of a {@link Recurrence}, as an operation on its inputs and the upstream gradients.
 *
 * <p>Its own gradient is found by way of {@link Unrolled}, which is slow; second derivatives of
 * recurrent networks are rare. There is no third.
 */
final class RecurrenceGradient extends MultiOp {
  private final FusedCell cell;
  private final Traversal traversal;
  private final List<Tensor> results;

  /** Of which results there are upstream gradients: one of the op's inputs for each. */
  private final int[] given;

  /** Of which inputs of the recurrence gradients are wanted: one of the op's outputs for each. */
  private final int[] wanted;

  private RecurrenceGradient(
      FusedCell cell, Traversal traversal, List<Tensor> results, int[] given, int[] wanted) {
    super(cell.name() + "-gradient");
    this.cell = cell;
    this.traversal = traversal;
    this.results = results;
    this.given = given;
    this.wanted = wanted;
  }

  /**
   * Returns the gradients of a recurrence.
   *
   * @param inputs its inputs
   * @param results its results, constants
   * @param upstream the gradients by its results; null for zero
   * @param wanted which of the inputs to compute the gradients by
   * @return for each input its gradient, null if it is not wanted
   */
  static @Nullable Tensor[] of(
      FusedCell cell,
      Traversal traversal,
      Tensor[] inputs,
      Tensor[] results,
      @Nullable Tensor[] upstream,
      int... wanted) {
    List<Tensor> all = new ArrayList<>(List.of(inputs));
    int[] given = new int[upstream.length];
    for (int i = 0; i < upstream.length; i++) {
      Tensor gradient = upstream[i];
      if (gradient != null) {
        given[all.size() - inputs.length] = i;
        all.add(gradient);
      }
    }
    given = Arrays.copyOf(given, all.size() - inputs.length);
    Tensor[] gradients =
        new RecurrenceGradient(cell, traversal, List.of(results), given, wanted)
            .apply(all.toArray(Tensor[]::new));
    @Nullable Tensor[] placed = new Tensor[inputs.length];
    for (int i = 0; i < wanted.length; i++) {
      placed[wanted[i]] = gradients[i];
    }
    return placed;
  }

  private Inputs inputs(Tensor... all) {
    return Inputs.of(cell.states(), Arrays.copyOf(all, all.length - given.length));
  }

  @Override
  protected Tensor[] forward(Tensor[] all) {
    @Nullable Tensor[] upstream = new Tensor[1 + cell.states()];
    for (int i = 0; i < given.length; i++) {
      upstream[given[i]] = all[all.length - given.length + i];
    }
    return BackwardPass.run(cell, traversal, inputs(all), results, upstream, wanted);
  }

  @Override
  protected @Nullable Tensor[] vjp(Call call, @Nullable Tensor[] gradients) {
    if (Autograd.isRecording()) {
      throw new UnsupportedOperationException(
          "[%s] has no derivative here: expected at most two derivatives of a recurrence, got a third. Hint: a cell that is written with operations on tensors has all."
              .formatted(name()));
    }
    Tensor[] leaves = new Tensor[call.inputCount()];
    Arrays.setAll(leaves, i -> call.input(i).tracked());
    Gradients second = Autograd.recording(() -> weighted(leaves, gradients).backward());
    @Nullable Tensor[] found = new Tensor[leaves.length];
    Arrays.setAll(found, i -> call.needs(i) ? second.of(leaves[i]) : null);
    return found;
  }

  /** Returns the sum of the gradients of the recurrence, weighted by those by these gradients. */
  private Tensor weighted(Tensor[] leaves, @Nullable Tensor[] weights) {
    int inputs = leaves.length - given.length;
    Tensor[] unrolled = Unrolled.run(cell, traversal, inputs(leaves));
    DType dtype = unrolled[0].dtype();
    Tensor value = Tensor.zeros(dtype, Shape.SCALAR);
    for (int i = 0; i < given.length; i++) {
      value = value.add(unrolled[given[i]].mul(leaves[inputs + i]).sum());
    }
    Gradients first =
        Backward.of(value).withRespectTo(Arrays.copyOf(leaves, inputs)).differentiable().run();
    Tensor sum = Tensor.zeros(dtype, Shape.SCALAR);
    for (int i = 0; i < wanted.length; i++) {
      if (weights[i] != null) {
        sum = sum.add(first.of(leaves[wanted[i]]).mul(weights[i]).sum());
      }
    }
    return sum;
  }
}
