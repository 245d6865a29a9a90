package org.gradus.core.tensor;

import static org.gradus.core.tensor.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class NonFiniteTest {
  @Test
  void theOperationAndThePlaceOfTheFirstOneAreNamed() {
    Tensor x = Tensor.of(1.0, 0.0, -1.0).tracked();
    NonFiniteException e =
        assertRefused(
            NonFiniteException.class,
            "[log] the result is not finite: expected finite numbers, got -Infinity at position 1"
                + " of (3). Inputs: (3) finite. At encoder/0.",
            () ->
                Autograd.traceNonFinite(() -> Autograd.within("encoder/0", () -> x.log().mul(2))));
    assertEquals("log", e.operation());
    assertEquals("encoder/0", e.path());
    assertEquals(Double.NEGATIVE_INFINITY, e.value());
  }

  @Test
  void inputsThatAreNotFiniteAreSaid() {
    Tensor x = Tensor.of(1.0, Double.NaN);
    assertRefused(
        NonFiniteException.class,
        "[add] the result is not finite: expected finite numbers, got NaN at position 1 of (2)."
            + " Inputs: (2) not finite, (2) finite.",
        () -> Autograd.traceNonFinite(() -> x.add(Tensor.of(1.0, 1.0))));
  }

  @Test
  void gradientsAreTracedToTheOperationWhoseBackwardMadeThem() {
    // √x is finite at 0, its slope is not.
    Tensor x = Tensor.of(4.0, 0.0).tracked();
    Tensor y = Autograd.within("decoder", () -> x.sqrt().sum());
    assertRefused(
        NonFiniteException.class,
        "[sqrt] the gradient of input 0 is not finite: expected finite numbers, got Infinity at"
            + " position 1 of (2). Inputs: (2) finite. At decoder.",
        () -> Autograd.traceNonFinite(y::backward));
  }

  @Test
  void nothingIsCheckedUnlessAsked() {
    assertEquals(Double.NEGATIVE_INFINITY, Tensor.scalar(0.0).log().item());
    assertFalse(Autograd.isTracing());
    assertTrue(Autograd.traceNonFinite(Autograd::isTracing));
    assertEquals(Tensor.of(2), Autograd.traceNonFinite(() -> Tensor.of(1).add(1)));
  }
}
