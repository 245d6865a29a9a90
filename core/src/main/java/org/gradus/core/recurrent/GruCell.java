package org.gradus.core.recurrent;

import java.util.List;
import org.gradus.core.linear.LinearAlgebra;
import org.gradus.core.shaping.Shaping;
import org.gradus.core.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * (r, z, a) = x, (u, v, q) = U · h + (0, 0, b); n = tanh(a + σ(r + u) · q); h′ = n + σ(z + v) · (h
 * − n). The bias b is the extra parameter.
 */
record GruCell() implements FusedCell {
  private static final int GATES = 0;

  @Override
  public String name() {
    return "gru";
  }

  @Override
  public int sums() {
    return 3;
  }

  @Override
  public int sumsOfBoth() {
    return 2;
  }

  @Override
  public int states() {
    return 1;
  }

  @Override
  public int[] kept() {
    return new int[] {4};
  }

  @Override
  public int extraRows() {
    return 1;
  }

  @Override
  public void forward(Gates<?> gates, ForwardPass.Step step) {
    gates.gru(step.count(), step.projected(), step.kept(GATES), step.before(0), step.output());
  }

  @Override
  public void backward(Gates<?> gates, BackwardPass.Step step) {
    gates.gruGradient(
        step.count(),
        step.kept(GATES),
        step.before(0),
        step.stateGradient(0),
        step.inputGradient(),
        step.sumGradient());
  }

  @Override
  public Tensor extraGradient(BackwardPass pass) {
    int hidden = pass.before(0).size(-1);
    return pass.sumGradient().sum(0).slice(0, 2 * hidden, 3 * hidden).unsqueeze(0);
  }

  @Override
  public Tensor[] step(Tensor projected, Tensor[] state, Tensor weight, @Nullable Tensor extra) {
    Tensor h = state[0];
    List<Tensor> inputs = Shaping.chunk(projected, 3, -1);
    List<Tensor> sums = Shaping.chunk(LinearAlgebra.linear(h, weight), 3, -1);
    Tensor r = inputs.get(0).add(sums.get(0)).sigmoid();
    Tensor z = inputs.get(1).add(sums.get(1)).sigmoid();
    Tensor q = extra == null ? sums.get(2) : sums.get(2).add(extra);
    Tensor n = inputs.get(2).add(r.mul(q)).tanh();
    return new Tensor[] {n.add(z.mul(h.sub(n)))};
  }
}
