package org.gradus.core.recurrent;

import java.util.List;
import org.gradus.core.linear.LinearAlgebra;
import org.gradus.core.shaping.Shaping;
import org.gradus.core.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * (i, f, g, o) = x + U · h, i += p_i · c, f += p_f · c; c′ = σ(f) · c + σ(i) · tanh g; o += p_o ·
 * c′; h′ = σ(o) · tanh c′. The peepholes p are the extra parameter.
 */
record LstmCell() implements FusedCell {
  private static final int GATES = 0;
  private static final int SQUASHED = 1;

  @Override
  public String name() {
    return "lstm";
  }

  @Override
  public int sums() {
    return 4;
  }

  @Override
  public int sumsOfBoth() {
    return 4;
  }

  @Override
  public int states() {
    return 2;
  }

  @Override
  public int[] kept() {
    return new int[] {4, 1};
  }

  @Override
  public int extraRows() {
    return 3;
  }

  @Override
  public void forward(Gates<?> gates, ForwardPass.Step step) {
    gates.lstm(
        step.count(),
        step.kept(GATES),
        step.extra(),
        step.before(1),
        step.after(1),
        step.kept(SQUASHED),
        step.output());
  }

  @Override
  public void backward(Gates<?> gates, BackwardPass.Step step) {
    gates.lstmGradient(
        step.count(),
        step.kept(GATES),
        step.extra(),
        step.before(1),
        step.kept(SQUASHED),
        step.stateGradient(0),
        step.stateGradient(1),
        step.sumGradient());
  }

  @Override
  public Tensor extraGradient(BackwardPass pass) {
    List<Tensor> gates = Shaping.chunk(pass.kept(GATES), 4, -1);
    List<Tensor> gradients = Shaping.chunk(pass.sumGradient(), 4, -1);
    Tensor before = pass.before(1);
    Tensor after = gates.get(1).mul(before).add(gates.get(0).mul(gates.get(2)));
    return Shaping.stack(
        0,
        gradients.get(0).mul(before).sum(0),
        gradients.get(1).mul(before).sum(0),
        gradients.get(3).mul(after).sum(0));
  }

  @Override
  public Tensor[] step(Tensor projected, Tensor[] state, Tensor weight, @Nullable Tensor extra) {
    Tensor sums = projected.add(LinearAlgebra.linear(state[0], weight));
    return gates(sums, state[1], extra);
  }

  /** Returns h and c after a step, of the sums and of c before it. */
  static Tensor[] gates(Tensor sums, Tensor c, @Nullable Tensor peepholes) {
    List<Tensor> parts = Shaping.chunk(sums, 4, -1);
    Tensor i = seen(parts.get(0), peepholes, 0, c).sigmoid();
    Tensor f = seen(parts.get(1), peepholes, 1, c).sigmoid();
    Tensor next = f.mul(c).add(i.mul(parts.get(2).tanh()));
    Tensor o = seen(parts.get(3), peepholes, 2, next).sigmoid();
    return new Tensor[] {o.mul(next.tanh()), next};
  }

  private static Tensor seen(Tensor sum, @Nullable Tensor peepholes, int row, Tensor c) {
    return peepholes == null ? sum : sum.add(peepholes.select(0, row).mul(c));
  }
}
