package org.gradus.core.recurrent;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.DirectAccess;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Takes all steps of a batch of sequences back: back-propagation through time (Werbos, 1990).
 *
 * <p>The gradient by the recurrent weight is one product over all steps at the end.
 */
final class BackwardPass extends DirectAccess {
  private final FusedCell cell;
  private final StepRows rows;
  private final Inputs in;
  private final Panels weight;
  private final int hidden;
  private final Tensor output;
  private final List<Tensor> before;
  private final List<Tensor> kept;
  private final @Nullable Tensor outputGradient;
  private final List<Tensor> stateGradients = new ArrayList<>();
  private final Tensor inputGradient;
  private final Tensor sumGradient;

  /**
   * Creates a pass.
   *
   * @param results what the forward pass returned
   * @param upstream the gradients by the outputs and by the parts of the last state; null for zero
   */
  private BackwardPass(
      FusedCell cell,
      Traversal traversal,
      Inputs in,
      List<Tensor> results,
      @Nullable Tensor[] upstream) {
    this.cell = cell;
    this.in = in;
    this.rows = new StepRows(traversal, in.projected().shape());
    this.hidden = in.hidden();
    this.weight = Panels.of(in.weight(), rows.steps());
    this.output = results.get(0);
    int last = 1 + cell.states();
    this.before = results.subList(last, last + cell.states());
    this.kept = results.subList(last + cell.states(), results.size());
    this.outputGradient = upstream[0];
    DType dtype = output.dtype();
    for (int i = 0; i < cell.states(); i++) {
      stateGradients.add(copyOf(upstream[1 + i], dtype, Shape.of(rows.batch(), hidden)));
    }
    Shape sums = in.projected().shape();
    this.inputGradient = allocate(dtype, sums);
    this.sumGradient = cell.sumsOfBoth() == cell.sums() ? inputGradient : allocate(dtype, sums);
  }

  private static Tensor copyOf(@Nullable Tensor given, DType dtype, Shape shape) {
    if (given == null) {
      return allocateZeros(dtype, shape);
    }
    Tensor copied = allocate(dtype, shape);
    copy(given, offset(given), copied, offset(copied), shape.elements());
    return copied;
  }

  /**
   * Takes the steps back.
   *
   * @param wanted which of the inputs a gradient is asked for
   * @return the gradients by these inputs, in their order
   */
  static Tensor[] run(
      FusedCell cell,
      Traversal traversal,
      Inputs in,
      List<Tensor> results,
      @Nullable Tensor[] upstream,
      int... wanted) {
    BackwardPass pass = new BackwardPass(cell, traversal, in, results, upstream);
    pass.rows.share(pass::compute);
    return Arrays.stream(wanted).mapToObj(pass::gradient).toArray(Tensor[]::new);
  }

  private Tensor gradient(int input) {
    return switch (input) {
      case Inputs.PROJECTED -> inputGradient;
      case Inputs.WEIGHT -> weightGradient();
      default ->
          input < Inputs.INITIAL + cell.states()
              ? stateGradients.get(input - Inputs.INITIAL)
              : cell.extraGradient(this);
    };
  }

  private Tensor weightGradient() {
    int sums = cell.sums() * hidden;
    Tensor gradient = allocate(output.dtype(), Shape.of(sums, hidden));
    Products.transposed(
        sums,
        hidden,
        rows.rows(),
        Rows.of(sumGradient, sums, 0, 1),
        Rows.of(before.get(0), hidden, 0, 1),
        Rows.of(gradient, hidden, 0, 1));
    return gradient;
  }

  /** Returns the gradients by the sums of all steps, rows of sums · H. */
  Tensor sumGradient() {
    return sumGradient.reshape(rows.rows(), -1);
  }

  /** Returns a part of the state before each step, rows of H. */
  Tensor before(int part) {
    return before.get(part);
  }

  /** Returns one of the cell's own tensors. */
  Tensor kept(int number) {
    return kept.get(number);
  }

  private void compute(int from, int to) {
    Gates<?> gates = Gates.of(output.dtype(), to - from, hidden);
    for (int index = rows.steps() - 1; index >= 0; index--) {
      int t = rows.step(index);
      for (int sample = from; sample < to; sample = rows.endOfRun(t, sample, to)) {
        Step step = new Step(t, sample, rows.endOfRun(t, sample, to));
        if (rows.isReal(t, sample)) {
          step.addOutputGradient(gates);
          cell.backward(gates, step);
        } else {
          step.passOver();
        }
      }
      int first = rows.firstReal(t, from, to);
      int end = rows.endOfReal(t, from, to);
      if (first < end) {
        new Step(t, first, end).multiply();
      }
    }
  }

  /** One step of some samples. */
  final class Step {
    private final int sample;
    private final int count;
    private final int row;

    private Step(int t, int from, int to) {
      this.sample = from;
      this.count = to - from;
      this.row = rows.row(t, from);
    }

    private Rows at(Tensor tensor) {
      return Rows.of(tensor, tensor.size(-1), row, rows.distance());
    }

    /** Returns the number of samples. */
    int count() {
      return count;
    }

    Rows output() {
      return at(output);
    }

    /** Returns a part of the state before the step. */
    Rows before(int part) {
      return at(before.get(part));
    }

    /** Returns one of the cell's own tensors. */
    Rows kept(int number) {
      return at(kept.get(number));
    }

    @Nullable Rows extra() {
      return in.extra() == null ? null : Rows.of(in.extra(), hidden, 0, 1);
    }

    /**
     * Returns the gradient by a part of the state after the step, in the place of which comes that
     * before it: of h without what goes through the product.
     */
    Rows stateGradient(int part) {
      return Rows.of(stateGradients.get(part), hidden, sample, 1);
    }

    /** Returns where the gradient by the input's part of the sums goes. */
    Rows inputGradient() {
      return at(inputGradient);
    }

    /**
     * Returns where the gradient by the state's part of the sums goes: the same place if all sums
     * have both.
     */
    Rows sumGradient() {
      return at(sumGradient);
    }

    private void addOutputGradient(Gates<?> gates) {
      if (outputGradient != null) {
        gates.add(count, at(outputGradient), stateGradient(0));
      }
    }

    private void passOver() {
      int sums = cell.sums() * hidden;
      inputGradient().fill(count, sums, null);
      sumGradient().fill(count, sums, null);
    }

    private void multiply() {
      weight.addProduct(count, sumGradient(), stateGradient(0));
    }
  }
}
