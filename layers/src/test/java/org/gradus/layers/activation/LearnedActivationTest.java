package org.gradus.layers.activation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Parameter;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.contract.ModuleContract;
import org.gradus.layers.initialization.Constant;
import org.gradus.layers.module.BuildException;
import org.gradus.layers.module.Construction;
import org.gradus.layers.module.Context;
import org.gradus.layers.module.Module;
import org.junit.jupiter.api.Test;

/** Activations with slopes or factors that are learned or drawn. */
class LearnedActivationTest {
  private static final Tensor X =
      Tensor.of(
          new double[] {-2, 1, -0.5, 3, -4, -1, 0.25, -3, 2, 0.75, -1.5, 0.5}, Shape.of(2, 3, 2));

  private static Construction construction() {
    return Construction.of(DType.FLOAT64, RandomSource.of(1));
  }

  @Test
  void learnsOneSlope() {
    PRelu prelu = PRelu.shared();
    prelu.build(X.shape(), construction());
    Parameter weight = prelu.parameters().get("weight");

    assertEquals(Tensor.of(0.25), weight.tensor().detach());
    Tensor y = prelu.forward(X, Context.eval());
    assertEquals(-0.5, y.get(0, 0, 0));
    assertEquals(1, y.get(0, 0, 1));
    // The sum of all negative numbers.
    assertEquals(Tensor.of(-12.0), y.sum().backward().of(weight));
  }

  @Test
  void learnsASlopeForEachChannel() {
    PRelu prelu = PRelu.perChannel().withSlope(new Constant(0.5));
    prelu.build(X.shape(), construction());
    Parameter weight = prelu.parameters().get("weight");
    weight.set(Tensor.of(0.5, 0, 2));

    Tensor y = prelu.forward(X, Context.eval());
    assertEquals(
        Tensor.of(new double[] {-1, 1, 0, 3, -8, -2, 0.25, -1.5, 2, 0.75, -3, 0.5}, X.shape()),
        y.detach());
    assertEquals(Tensor.of(-5, -0.5, -6.5), y.sum().backward().of(weight));
  }

  @Test
  void refusesOtherChannels() {
    ShapeException flat =
        assertThrows(
            ShapeException.class, () -> PRelu.perChannel().build(Shape.of(3), construction()));
    assertEquals("[prelu] the input does not fit: expected (N, C, …), got (3).", flat.getMessage());
    PRelu prelu = PRelu.perChannel();
    prelu.build(Shape.of(1, 1, 4), RandomSource.of(1));
    ShapeException other =
        assertThrows(ShapeException.class, () -> prelu.forward(Tensor.ones(2, 3, 4)));
    assertEquals(
        "[prelu] the input does not fit: expected (N, 1, …), got (2, 3, 4).", other.getMessage());
  }

  @Test
  void refusesToRunBeforeItIsBuilt() {
    for (Module module : new Module[] {PRelu.shared(), Swish.learned(1)}) {
      BuildException e =
          assertThrows(BuildException.class, () -> module.forward(Tensor.ones(2, 2)));
      assertTrue(e.getMessage().endsWith("got a forward pass."), e::getMessage);
    }
  }

  @Test
  void learnsTheFactorOfSwish() {
    Swish swish = Swish.learned(1);
    swish.build(Shape.of(1), construction());
    Parameter beta = swish.parameters().get("beta");
    beta.set(Tensor.scalar(Math.log(3)));

    Tensor y = swish.forward(Tensor.of(2d, -2), Context.eval());
    // sigmoid(2 ln 3) = 9/10, and dy/dβ = x² s (1 − s) = 4 · 9/100 for both.
    assertEquals(1.8, y.get(0), 1e-15);
    assertEquals(-0.2, y.get(1), 1e-15);
    assertEquals(0.72, y.sum().backward().of(beta).item(), 1e-15);
    assertEquals(1.8, Swish.fixed(Math.log(3)).forward(Tensor.of(2d)).item(), 1e-15);
  }

  @Test
  void drawsSlopesInTrainingAndTakesTheirMeanInEvaluation() {
    RRelu rrelu = new RRelu(0.1, 0.3);
    Tensor x = Tensor.full(DType.FLOAT64, Shape.of(20_000), -1);

    assertEquals(Tensor.of(-0.4, 3), rrelu.forward(Tensor.of(-2d, 3)));
    Tensor y = rrelu.forward(x, Context.train(RandomSource.of(7)));
    assertTrue(y.max().item() <= -0.1 && y.min().item() > -0.3);
    // The standard error of the mean is 0.2 / √12 / √20000 = 4 · 10⁻⁴.
    assertEquals(-0.2, y.mean().item(), 2e-3);
    assertEquals(
        Tensor.of(1d, 2), new RRelu().forward(Tensor.of(1d, 2), Context.train(RandomSource.of(1))));
  }

  @Test
  void keepTheirContract() {
    ModuleContract.check(new PRelu.Config(), X);
    ModuleContract.check(PRelu.perChannel().config(), X);
    ModuleContract.check(new Swish.Config(0.4, true), X);
    ModuleContract.check(new Swish.Config(1.4, false), X);
    ModuleContract.check(new RRelu(), X);
  }

  @Test
  void refuseBadSettings() {
    IllegalArgumentException slopes =
        assertThrows(IllegalArgumentException.class, () -> new RRelu(0.5, 0.25));
    assertEquals(
        "[rrelu] upper is out of range: expected at least lower, 0.5, got 0.25.",
        slopes.getMessage());
    IllegalArgumentException beta =
        assertThrows(IllegalArgumentException.class, () -> Swish.fixed(Double.NaN));
    assertEquals(
        "[swish] beta is out of range: expected a finite number, got NaN.", beta.getMessage());
  }
}
