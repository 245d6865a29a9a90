package org.gradus.core.recurrent;

import java.util.ArrayList;
import java.util.List;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.DirectAccess;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Takes all steps of a batch of sequences.
 *
 * <p>The recurrent weight is transposed and arranged once for all steps, since the matrix product
 * would do so anew for each.
 */
final class ForwardPass extends DirectAccess {
  private final FusedCell cell;
  private final StepRows rows;
  private final Inputs in;
  private final int hidden;
  private final Panels weight;
  private final Tensor output;
  private final List<Tensor> last = new ArrayList<>();
  private final List<Tensor> before = new ArrayList<>();
  private final List<Tensor> kept = new ArrayList<>();

  private ForwardPass(FusedCell cell, Traversal traversal, Inputs in) {
    this.cell = cell;
    this.in = in;
    this.rows = new StepRows(traversal, in.projected().shape());
    this.hidden = in.hidden();
    this.weight = Panels.ofTransposed(in.weight(), rows.steps(), traversal.lengths().isPresent());
    DType dtype = in.projected().dtype();
    this.output = allocate(dtype, in.projected().shape().withSize(-1, hidden));
    for (int i = 0; i < cell.states(); i++) {
      last.add(allocate(dtype, Shape.of(rows.batch(), hidden)));
      before.add(allocate(dtype, Shape.of(rows.rows(), hidden)));
    }
    for (int width : cell.kept()) {
      kept.add(allocate(dtype, Shape.of(rows.rows(), width * hidden)));
    }
  }

  /**
   * Takes the steps.
   *
   * @return the outputs in the layout of the input; the parts of the last state (N, H); and, for
   *     backward, those before each step and what the cell keeps, a row for each step
   */
  static Tensor[] run(FusedCell cell, Traversal traversal, Inputs in) {
    ForwardPass pass = new ForwardPass(cell, traversal, in);
    pass.rows.share(pass::compute);
    List<Tensor> results = new ArrayList<>(List.of(pass.output));
    results.addAll(pass.last);
    results.addAll(pass.before);
    results.addAll(pass.kept);
    return results.toArray(Tensor[]::new);
  }

  private void compute(int from, int to) {
    Gates<?> gates = Gates.of(output.dtype(), to - from, hidden);
    for (int i = 0; i < cell.states(); i++) {
      Rows.of(in.initial().get(i), hidden, from, 1)
          .copyTo(new Step(0, from, to).before(i), to - from, hidden);
    }
    for (int index = 0; index < rows.steps(); index++) {
      int t = rows.step(index);
      int first = rows.firstReal(t, from, to);
      int end = rows.endOfReal(t, from, to);
      if (first < end) {
        new Step(index, first, end).multiply();
      }
      for (int sample = from; sample < to; sample = rows.endOfRun(t, sample, to)) {
        Step step = new Step(index, sample, rows.endOfRun(t, sample, to));
        if (rows.isReal(t, sample)) {
          cell.forward(gates, step);
          step.output().copyTo(step.after(0), step.count, hidden);
        } else {
          step.passOver();
        }
      }
    }
  }

  /** One step of some samples. */
  final class Step {
    private final int index;
    private final int sample;
    private final int count;
    private final int row;

    private Step(int index, int from, int to) {
      this.index = index;
      this.sample = from;
      this.count = to - from;
      this.row = rows.row(rows.step(index), from);
    }

    private Rows at(Tensor tensor) {
      return Rows.of(tensor, tensor.size(-1), row, rows.distance());
    }

    /** Returns the number of samples. */
    int count() {
      return count;
    }

    Rows projected() {
      return at(in.projected());
    }

    Rows output() {
      return at(output);
    }

    /** Returns a part of the state before the step. */
    Rows before(int part) {
      return at(before.get(part));
    }

    /** Returns where a part of the state after the step goes. */
    Rows after(int part) {
      return index + 1 == rows.steps()
          ? Rows.of(last.get(part), hidden, sample, 1)
          : Rows.of(
              before.get(part), hidden, rows.row(rows.step(index + 1), sample), rows.distance());
    }

    /** Returns one of the cell's own tensors. */
    Rows kept(int number) {
      return at(kept.get(number));
    }

    @Nullable Rows extra() {
      return in.extra() == null ? null : Rows.of(in.extra(), hidden, 0, 1);
    }

    private void multiply() {
      Rows sums = kept.isEmpty() ? output() : kept(0);
      int both = cell.sumsOfBoth() * hidden;
      int all = cell.sums() * hidden;
      projected().copyTo(sums, count, both);
      sums.from(both).fill(count, all - both, extra());
      weight.addProduct(count, before(0), sums);
    }

    /** Keeps the state, and writes zeros where backward or a listener may look. */
    private void passOver() {
      for (int part = 0; part < cell.states(); part++) {
        before(part).copyTo(after(part), count, hidden);
      }
      output().fill(count, hidden, null);
      for (int i = 0; i < kept.size(); i++) {
        kept(i).fill(count, kept.get(i).size(-1), null);
      }
    }
  }
}
