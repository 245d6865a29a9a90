package org.gradus.core.gradcheck;

import static org.gradus.core.tensor.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.BiFunction;
import java.util.function.Function;
import org.gradus.core.tensor.Call;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.DTypeException;
import org.gradus.core.tensor.Op;
import org.gradus.core.tensor.Tensor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The check must fail on wrong gradients; that right ones pass is in {@code OperationsTest}. */
class GradCheckTest {
  private static final Tensor X = Tensor.of(new double[][] {{0.5, -1.25, 2}, {1.5, 0.75, -0.5}});
  private static final Tensor ROW = Tensor.of(1.5, -0.5, 0.75);

  /** y = f(inputs) with a vjp of its own. */
  private static final class Planted extends Op {
    private final Function<Tensor[], Tensor> f;
    private final BiFunction<Call, Tensor, @Nullable Tensor[]> gradients;

    Planted(Function<Tensor[], Tensor> f, BiFunction<Call, Tensor, @Nullable Tensor[]> gradients) {
      super("planted");
      this.f = f;
      this.gradients = gradients;
    }

    Tensor of(Tensor... inputs) {
      return apply(inputs);
    }

    @Override
    protected Tensor forward(Tensor[] inputs) {
      return f.apply(inputs);
    }

    @Override
    protected @Nullable Tensor[] vjp(Call call, Tensor gradient) {
      return gradients.apply(call, gradient);
    }
  }

  /** Checks y = x² (of one input) or y = x · row (of two) with the given gradients. */
  private static GradientMismatchError mismatch(
      BiFunction<Call, Tensor, @Nullable Tensor[]> gradients, Tensor... inputs) {
    Planted op = new Planted(in -> in.length == 1 ? in[0].square() : in[0].mul(in[1]), gradients);
    return assertThrows(
        GradientMismatchError.class, () -> GradCheck.of(op::of).named("x", "row").check(inputs));
  }

  private static void assertWrong(GradientMismatchError e, String input, int element) {
    assertEquals(input, e.input());
    assertEquals(element, e.element());
    assertTrue(
        e.getMessage()
            .startsWith(
                "[gradcheck] the gradient of "
                    + input
                    + " is wrong at element "
                    + element
                    + ": expected "
                    + e.expected()
                    + " ± "),
        e::getMessage);
    assertTrue(e.getMessage().endsWith(" from differences, got " + e.got() + "."), e::getMessage);
  }

  @Test
  void rightGradientsPass() {
    Planted square =
        new Planted(in -> in[0].square(), (call, g) -> new Tensor[] {g.mul(call.input(0)).mul(2)});
    GradCheck.of(square::of).checkSecondOrder(X);
  }

  @Test
  void aWrongFactorIsFound() {
    assertWrong(mismatch((call, g) -> new Tensor[] {g.mul(call.input(0)).mul(2.0001)}, X), "x", 0);
  }

  @Test
  void aWrongSignIsFound() {
    assertWrong(mismatch((call, g) -> new Tensor[] {g.mul(call.input(0)).mul(-2)}, X), "x", 0);
  }

  @Test
  void aWrongElementIsFound() {
    Tensor mask = Tensor.of(new double[][] {{1, 1, 1}, {1, 1.01, 1}});
    assertWrong(
        mismatch((call, g) -> new Tensor[] {g.mul(call.input(0)).mul(2).mul(mask)}, X), "x", 4);
  }

  @Test
  void exchangedElementsAreFound() {
    assertWrong(
        mismatch(
            (call, g) -> {
              Tensor right = g.mul(call.input(0)).mul(2);
              return new Tensor[] {right.reshape(3, 2).transpose().reshape(2, 3)};
            },
            X),
        "x",
        1);
  }

  @Test
  void aMissingTermIsFound() {
    assertWrong(mismatch((call, g) -> new Tensor[] {g.mul(call.input(0))}, X), "x", 0);
    // One of two inputs without its gradient.
    assertWrong(mismatch((call, g) -> new Tensor[] {g.mul(call.input(1)), null}, X, ROW), "row", 0);
  }

  @Test
  void aWrongSumOverABroadcastAxisIsFound() {
    assertWrong(
        mismatch(
            (call, g) -> {
              Tensor full = g.mul(call.input(0));
              return new Tensor[] {g.mul(call.input(1)), full.mean(0)};
            },
            X,
            ROW),
        "row",
        0);
    assertWrong(
        mismatch(
            (call, g) -> {
              Tensor full = g.mul(call.input(0));
              return new Tensor[] {g.mul(call.input(1)), full.select(0, 0)};
            },
            X,
            ROW),
        "row",
        0);
  }

  @Test
  void aGradientThatIsNanIsFound() {
    GradientMismatchError e =
        mismatch((call, g) -> new Tensor[] {g.mul(call.input(0)).mul(Double.NaN)}, X);
    assertWrong(e, "x", 0);
    assertTrue(Double.isNaN(e.got()));
  }

  @Test
  void aWrongSecondDerivativeIsFound() {
    // The gradient is right, but its factor 2x is a constant for the next derivative.
    Planted op =
        new Planted(
            in -> in[0].square(), (call, g) -> new Tensor[] {g.mul(call.input(0).detach()).mul(2)});
    GradCheck check = GradCheck.of(op::of);
    check.check(X);
    GradientMismatchError e =
        assertThrows(GradientMismatchError.class, () -> check.checkSecondOrder(X));
    assertEquals("input 0", e.input());
    assertEquals(0, e.element());
    assertTrue(
        e.getMessage().startsWith("[gradcheck] the second derivative of input 0 is wrong at"));
  }

  @Test
  void aDetachedResultIsFound() {
    GradCheck check = GradCheck.of(in -> in[0].detach().square());
    assertEquals(0, assertThrows(GradientMismatchError.class, () -> check.check(X)).element());
  }

  @Test
  void integersAreNotDifferentiated() {
    GradCheck.of(in -> in[0].mul(in[1].cast(DType.FLOAT64))).check(X, Tensor.of(1, 2, 3));
  }

  @Test
  void float32IsRefused() {
    GradCheck check = GradCheck.of(in -> in[0].add(in[1])).named("x", "row");
    assertRefused(
        DTypeException.class,
        "[gradcheck] wrong element type: expected FLOAT64 for row, got FLOAT32.",
        () -> check.check(X, ROW.cast(DType.FLOAT32)));
  }

  @Test
  void aFunctionThatIsRandomIsRefused() {
    double[] calls = {0};
    GradCheck check = GradCheck.of(in -> in[0].sum().mul(++calls[0]));
    assertRefused(
        IllegalStateException.class,
        "[gradcheck] the function is not deterministic: expected 1.118033988749895 again, got"
            + " 2.23606797749979. Hint: draw random numbers from a source that is made anew in"
            + " each call.",
        () -> check.check(Tensor.of(1.0)));
  }

  @Test
  void theToleranceIsAsAsked() {
    Planted op =
        new Planted(
            in -> in[0].square(), (call, g) -> new Tensor[] {g.mul(call.input(0)).mul(2.001)});
    GradCheck.of(op::of).tolerating(1e-2, 0).check(X);
    GradCheck strict = GradCheck.of(op::of).tolerating(1e-4, 0);
    assertThrows(GradientMismatchError.class, () -> strict.check(X));
  }
}
