package org.gradus.core.recurrent;

import org.gradus.core.linear.LinearAlgebra;
import org.gradus.core.pointwise.UnaryFunction;
import org.gradus.core.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * h′ = f(x + U · h).
 *
 * @param f a function whose derivative reads its output alone
 */
record ElmanCell(UnaryFunction f) implements FusedCell {
  @Override
  public String name() {
    return "elman";
  }

  @Override
  public int sums() {
    return 1;
  }

  @Override
  public int sumsOfBoth() {
    return 1;
  }

  @Override
  public int states() {
    return 1;
  }

  @Override
  public int[] kept() {
    return new int[0];
  }

  @Override
  public int extraRows() {
    return 0;
  }

  @Override
  public void forward(Gates<?> gates, ForwardPass.Step step) {
    gates.elman(step.count(), f, step.output());
  }

  @Override
  public void backward(Gates<?> gates, BackwardPass.Step step) {
    gates.elmanGradient(step.count(), f, step.output(), step.stateGradient(0), step.sumGradient());
  }

  @Override
  public Tensor extraGradient(BackwardPass pass) {
    throw new IllegalStateException("[elman] has no further parameter.");
  }

  @Override
  public Tensor[] step(Tensor projected, Tensor[] state, Tensor weight, @Nullable Tensor extra) {
    Tensor sum = projected.add(LinearAlgebra.linear(state[0], weight));
    return new Tensor[] {sum.map(f)};
  }
}
