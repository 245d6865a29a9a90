package com.example.extras;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.contract.InitializerContract;
import org.gradus.layers.contract.ModuleContract;
import org.gradus.layers.contract.NormalizerContract;
import org.gradus.layers.module.Context;
import org.gradus.layers.recurrent.Recurrent;
import org.gradus.losses.classification.CrossEntropy;
import org.gradus.losses.contract.LossContract;
import org.gradus.losses.loss.Reduction;
import org.gradus.regularization.contract.RegularizerContract;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Every component keeps the contract of its kind, and is its formula. */
class ExtrasTest {
  private static final Tensor SCORES = Tensor.of(new double[][] {{1, 2, -1}, {0.5, -3, 2}});
  private static final Tensor CLASSES = Tensor.of(2, 0);

  @Test
  void keepTheContractsOfTheirKinds() {
    ModuleContract.check(new Snake(0.5), Shape.of(2, 3));
    ModuleContract.check(new MinimalGatedUnit.Config(3), Shape.of(2, 4));
    ModuleContract.check(
        Recurrent.of(new MinimalGatedUnit(new MinimalGatedUnit.Config(2)))
            .withLayers(2)
            .bidirectional()
            .config(),
        Shape.of(2, 3, 2));
    NormalizerContract.check(new PixelNorm(), Shape.of(2, 3, 2));
    InitializerContract.check(new Chrono(100), Shape.of(4, 3));
    LossContract.check(new Focal(), SCORES, CLASSES);
    LossContract.check(new Focal(1, Reduction.NONE), SCORES, CLASSES);
    RegularizerContract.check(new CauchyPenalty(0.1));
  }

  @Test
  void snakeIsItsFormula() {
    // sin²(π/2) = 1, and sin²(π) = 0.
    Tensor y = new Snake(2).forward(Tensor.of(Math.PI / 4, Math.PI / 2));
    assertTrue(y.isClose(Tensor.of(Math.PI / 4 + 0.5, Math.PI / 2), 1e-15, 1e-15));
  }

  /** With all parameters 0 the gate is 1/2 and the candidate 0, so that half of the state stays. */
  @Test
  void theGateForgets() {
    MinimalGatedUnit cell = new MinimalGatedUnit(new MinimalGatedUnit.Config(2));
    cell.build(Shape.of(1, 3), RandomSource.of(1));
    cell.parameters().values().forEach(p -> p.set(p.tensor().mul(0)));
    Tensor x = Tensor.ones(1, 3);
    var before = cell.initialState(1, DType.FLOAT32).map(h -> h.add(4));
    var result = cell.forward(x, before, Context.eval());
    assertEquals(Tensor.full(DType.FLOAT32, Shape.of(1, 2), 2), result.output().detach());
  }

  @Test
  void pixelNormGivesTheMeanSquareOne() {
    // The mean square of (3, 4) is 12.5.
    Tensor y = new PixelNorm().forward(Tensor.of(new double[][] {{3, 4}}));
    double root = Math.sqrt(12.5);
    assertTrue(y.isClose(Tensor.of(new double[][] {{3 / root, 4 / root}}), 1e-9, 0));
  }

  @Test
  void chronoRemembersForAsLongAsAsked() {
    Tensor bias = new Chrono(11).create(DType.FLOAT64, Shape.of(1000), RandomSource.of(1));
    assertTrue(bias.min().item() >= 0 && bias.max().item() <= Math.log(10));
    // e^b is uniform between 1 and 10; the standard error of its mean is 9 / √12 / √1000 = 0.08.
    assertEquals(5.5, bias.exp().mean().item(), 0.3);
  }

  @Test
  void focalIsTheCrossEntropyWithoutFocus() {
    assertEquals(
        new CrossEntropy().of(SCORES, CLASSES).item(),
        new Focal(0, Reduction.MEAN).of(SCORES, CLASSES).item(),
        1e-15);
    // Equal scores of two classes: p = 1/2, and (1/2)² ln 2.
    Tensor even = Tensor.of(new double[][] {{7, 7}});
    assertEquals(Math.log(2) / 4, new Focal().of(even, Tensor.of(1)).item(), 1e-15);
  }

  @Test
  void cauchyPenaltyIsItsFormula() {
    Tensor weight = Tensor.of(new double[][] {{2, 0}});
    assertEquals(
        0.5 * Math.log(2),
        new CauchyPenalty(0.5, 2, new CauchyPenalty(1).on()).of(weight).item(),
        1e-15);
  }

  @Test
  void refuseBadSettings() {
    assertRefused(
        "[snake] frequency is out of range: expected a finite number above 0, got 0.0.",
        () -> new Snake(0));
    assertRefused(
        "[minimal-gated-unit] hidden is out of range: expected at least 1, got 0.",
        () -> new MinimalGatedUnit.Config(0));
    assertRefused(
        "[pixel-norm] epsilon is out of range: expected a finite number above 0, got -1.0.",
        () -> new PixelNorm(-1));
    assertRefused(
        "[chrono] steps is out of range: expected at least 2, got 1.", () -> new Chrono(1));
    assertRefused(
        "[focal] focus is out of range: expected 0 or a finite number of at least 1, got 0.5.",
        () -> new Focal(0.5, Reduction.MEAN));
    assertRefused(
        "[cauchy-penalty] strength is out of range: expected a finite number of at least 0, got"
            + " NaN.",
        () -> new CauchyPenalty(Double.NaN));
    ShapeException shape =
        assertThrows(ShapeException.class, () -> new Focal().of(SCORES, Tensor.of(1)));
    assertEquals(
        "[focal] the target does not fit the prediction: expected a target of shape (2), got (1)."
            + " Shapes: (2, 3), (1).",
        shape.getMessage());
  }

  private static void assertRefused(String message, Executable construction) {
    IllegalArgumentException e = assertThrows(IllegalArgumentException.class, construction);
    assertEquals(message, e.getMessage());
  }
}
