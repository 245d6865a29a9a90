package org.gradus.core.tensor;

import static org.gradus.core.tensor.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What an author of operations may rely on, and what is asked of one. */
class OperationTest {
  private final Tensor x = Tensor.of(1.0, 2.0, 3.0).tracked();

  @Test
  void onlyWhatBackwardReadsIsKept() {
    assertFalse(keepsInput(x.add(1)));
    assertFalse(keepsInput(x.tanh()));
    assertFalse(keepsInput(x.sum(0)));
    assertFalse(keepsInput(x.reshape(3, 1)));
    assertTrue(keepsInput(x.square()));
    assertTrue(keepsInput(x.mul(x)));
  }

  private static boolean keepsInput(Tensor result) {
    return Objects.requireNonNull(result.call()).inputs()[0].hasElements();
  }

  @Test
  void someOutputsOfSeveralAreUsed() {
    SplitSigns split = new SplitSigns();
    Tensor[] parts = split.of(Tensor.of(-2.0, 3.0).tracked());
    Tensor y = parts[1].square().sum();
    Gradients g = Backward.of(y).alsoOf(parts[1]).run();
    assertEquals(Tensor.of(0.0, 6.0), g.of(parts[1]));
    assertEquals(Tensor.of(2, 3), parts[2]);
    assertFalse(parts[2].isTracked());
  }

  /** Negative and positive parts, and magnitudes as integers. */
  private static final class SplitSigns extends MultiOp {
    SplitSigns() {
      super("split-signs");
    }

    Tensor[] of(Tensor value) {
      return apply(value);
    }

    @Override
    protected Tensor[] forward(Tensor[] inputs) {
      Tensor value = inputs[0];
      return new Tensor[] {value.neg().relu(), value.relu(), value.abs().cast(DType.INT32)};
    }

    @Override
    protected @Nullable Tensor[] vjp(Call call, @Nullable Tensor[] gradients) {
      Tensor value = call.input(0);
      Tensor gradient = Tensor.zeros(value.dtype(), value.shape());
      Tensor positive = gradients[1];
      return new Tensor[] {
        positive == null ? gradient : positive.mul(value.gt(gradient).cast(value.dtype()))
      };
    }
  }

  @Test
  void anOperationMustNotReturnItsInput() {
    assertRefused(
        IllegalStateException.class,
        "[identity] forward returned a tensor that was recorded before: expected a new one, got an"
            + " input. Hint: return view(input, offset(input), input.shape()).",
        () -> new Planted("identity", 1).of(x));
  }

  @Test
  void aGradientOfAnotherShapeIsRefused() {
    Tensor y = new Planted("planted", 2).of(x.mul(1.5)).sum();
    assertRefused(
        ShapeException.class,
        "[planted] its vjp returned a gradient that does not fit input 0: expected (3), got (1,"
            + " 3).",
        y::backward);
  }

  @Test
  void anOperationReadsOnlyWhatItKeeps() {
    Tensor y = new Planted("forgetful", 3).of(x.mul(1.5)).sum();
    assertRefused(
        IllegalStateException.class,
        "[forgetful] backward reads an input: expected keeps() to include the inputs, got it"
            + " without.",
        y::backward);
    Tensor z = new Planted("forgetful", 4).of(x.mul(1.5)).sum();
    assertRefused(
        IllegalStateException.class,
        "[forgetful] backward reads an output: expected keeps() to include the outputs, got it"
            + " without.",
        z::backward);
  }

  /** Faulty operations: 1 returns its input; 2, 3 and 4 have a wrong vjp. */
  private static final class Planted extends Op {
    private final int fault;

    Planted(String name, int fault) {
      super(name);
      this.fault = fault;
    }

    Tensor of(Tensor value) {
      return apply(value);
    }

    @Override
    protected Keeps keeps() {
      return Keeps.NOTHING;
    }

    @Override
    protected Tensor forward(Tensor[] inputs) {
      return fault == 1 ? inputs[0] : inputs[0].mul(2);
    }

    @Override
    protected @Nullable Tensor[] vjp(Call call, Tensor gradient) {
      return new Tensor[] {
        fault == 2 ? gradient.unsqueeze(0) : fault == 3 ? call.input(0) : call.output()
      };
    }
  }
}
