package org.gradus.regularization.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.gradus.core.contract.ContractViolationError;
import org.gradus.core.gradcheck.GradientMismatchError;
import org.gradus.regularization.contract.PlantedRegularizers.Fault;
import org.gradus.regularization.contract.PlantedRegularizers.GradientNorm;
import org.gradus.regularization.contract.PlantedRegularizers.Planted;
import org.gradus.regularization.contract.PlantedRegularizers.UnitNorm;
import org.junit.jupiter.api.Test;

class RegularizerContractTest {
  @Test
  void carriesGradientPenaltiesAndConstraints() {
    RegularizerContract.check(new GradientNorm(0.05));
    RegularizerContract.check(new UnitNorm());
  }

  @Test
  void findsWrongGradients() {
    GradientMismatchError e =
        assertThrows(
            GradientMismatchError.class,
            () -> RegularizerContract.check(new Planted(Fault.HAS_A_WRONG_GRADIENT)));
    assertEquals("layer/weight", e.input());
  }

  @Test
  void findsWhatIsNotFinite() {
    assertEquals(
        "[contract of planted:faulty] what is minimized is finite: expected a number, got NaN.",
        violation(Fault.IS_NOT_FINITE));
  }

  @Test
  void findsChangesOfParameters() {
    String message = violation(Fault.CHANGES_PARAMETERS);
    assertEquals(
        "[contract of planted:faulty] it changes no parameter",
        message.substring(0, message.indexOf(':', 30)));
  }

  @Test
  void findsConstraintsThatDoNotSettle() {
    String message = violation(Fault.CONSTRAINS_EVER_MORE);
    assertEquals(
        "[contract of planted:faulty] constraining twice is constraining once (layer/weight)",
        message.substring(0, message.indexOf(':', 30)));
  }

  private static String violation(Fault fault) {
    return assertThrows(
            ContractViolationError.class, () -> RegularizerContract.check(new Planted(fault)))
        .getMessage();
  }
}
