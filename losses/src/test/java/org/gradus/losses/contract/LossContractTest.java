package org.gradus.losses.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.gradus.core.contract.ContractViolationError;
import org.gradus.core.gradcheck.GradientMismatchError;
import org.gradus.core.tensor.Tensor;
import org.junit.jupiter.api.Test;

class LossContractTest {
  private static final Tensor PREDICTION = Tensor.of(new double[][] {{1, 2, -1}, {0.5, -3, 2}});
  private static final Tensor NUMBERS = Tensor.of(new double[][] {{0, 2.5, -1}, {3, -3, 1}});

  @Test
  void findsBroadcasting() {
    ContractViolationError thrown =
        assertThrows(
            ContractViolationError.class,
            () ->
                LossContract.check(
                    new PlantedLosses.Planted(PlantedLosses.Fault.BROADCASTS),
                    PREDICTION,
                    NUMBERS));
    assertEquals(
        "[contract of planted:loss] a target of another shape is refused: expected a ShapeException"
            + " for a target of shape (1, 2, 3), got a loss.",
        thrown.getMessage());
  }

  @Test
  void findsLossesThatAreNotFinite() {
    ContractViolationError thrown =
        assertThrows(
            ContractViolationError.class,
            () ->
                LossContract.check(
                    new PlantedLosses.Planted(PlantedLosses.Fault.IS_NOT_FINITE),
                    PREDICTION,
                    NUMBERS));
    assertEquals(
        "[contract of planted:loss] the loss is finite: expected a number, got NaN.",
        thrown.getMessage());
  }

  /** The squares of the errors add up to 1.25 and 7.25, and the sum is said to be divided by 2. */
  @Test
  void findsWrongDivisors() {
    ContractViolationError thrown =
        assertThrows(
            ContractViolationError.class,
            () ->
                LossContract.check(
                    new PlantedLosses.Planted(PlantedLosses.Fault.HAS_A_WRONG_DIVISOR),
                    PREDICTION,
                    NUMBERS));
    assertEquals(
        "[contract of planted:loss] losses times their divisors add up over the examples: expected"
            + " 8.5, got 17.0.",
        thrown.getMessage());
  }

  @Test
  void findsWrongGradients() {
    GradientMismatchError thrown =
        assertThrows(
            GradientMismatchError.class,
            () ->
                LossContract.check(
                    new PlantedLosses.Planted(PlantedLosses.Fault.HAS_A_WRONG_GRADIENT),
                    PREDICTION,
                    NUMBERS));
    assertEquals("prediction", thrown.input());
  }
}
