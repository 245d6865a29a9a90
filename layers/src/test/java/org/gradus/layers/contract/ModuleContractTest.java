package org.gradus.layers.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.stream.Stream;
import org.gradus.core.contract.ContractViolationError;
import org.gradus.core.gradcheck.GradientMismatchError;
import org.gradus.core.tensor.Shape;
import org.gradus.layers.activation.Relu;
import org.gradus.layers.activation.Sigmoid;
import org.gradus.layers.activation.Tanh;
import org.gradus.layers.container.Sequential;
import org.gradus.layers.contract.Planted.Fault;
import org.gradus.layers.linear.Linear;
import org.gradus.layers.module.Module;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ModuleContractTest {
  private static final Shape INPUT = Shape.of(3, 4);

  @TestFactory
  Stream<DynamicTest> oursKeepIt() {
    Stream<Module.Config> configs =
        Stream.of(
            new Linear.Config(5),
            Linear.of(4, 2).withoutBias().config(),
            new Relu(),
            new Sigmoid(),
            new Tanh(),
            new Sequential.Config(List.of()),
            Sequential.of(Linear.of(5), new Tanh(), Sequential.of(Linear.of(2))).config(),
            new Planted.Config(Fault.NONE));
    return configs.map(
        config ->
            DynamicTest.dynamicTest(config.toString(), () -> ModuleContract.check(config, INPUT)));
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"NONE", "HAS_NO_GRADIENT_OF_ITS_INPUT", "HAS_NO_GRADIENT_OF_ITS_PARAMETER"})
  void findsPlantedFaults(Fault fault) {
    ContractViolationError thrown =
        assertThrows(
            ContractViolationError.class,
            () -> ModuleContract.check(new Planted.Config(fault), INPUT));
    assertEquals("planted:module", thrown.component());
    String rule =
        switch (fault) {
          case FORGETS_ITS_CONFIG -> "JSON keeps the config";
          case HAS_TWO_VALUES_AT_ONE_PATH -> "paths of parameters and buffers are unique";
          case PROMISES_ANOTHER_SHAPE -> "results have the shape that build returned";
          case RETURNS_ANOTHER_TYPE -> "results have the type of the parameters";
          case KEEPS_ITS_BATCH_SIZE -> "a batch of twice the size has twice the results";
          case COUNTS_IN_EVALUATION -> "evaluation changes no state";
          case DIFFERS_FROM_CALL_TO_CALL -> "evaluation is deterministic";
          case CHANGES_PARAMETERS -> "a pass of training changes no parameters";
          default -> throw new AssertionError(fault);
        };
    assertEquals(rule, thrown.rule());
  }

  @Test
  void saysWhatWasExpected() {
    ContractViolationError thrown =
        assertThrows(
            ContractViolationError.class,
            () -> ModuleContract.check(new Planted.Config(Fault.PROMISES_ANOTHER_SHAPE), INPUT));
    assertEquals(
        "[contract of planted:module] results have the shape that build returned: expected (7), got"
            + " (3, 4).",
        thrown.getMessage());
  }

  @Test
  void findsWrongGradients() {
    GradientMismatchError ofInput =
        assertThrows(
            GradientMismatchError.class,
            () ->
                ModuleContract.check(
                    new Planted.Config(Fault.HAS_NO_GRADIENT_OF_ITS_INPUT), INPUT));
    assertEquals("the input", ofInput.input());

    GradientMismatchError ofParameter =
        assertThrows(
            GradientMismatchError.class,
            () ->
                ModuleContract.check(
                    new Planted.Config(Fault.HAS_NO_GRADIENT_OF_ITS_PARAMETER), INPUT));
    assertEquals("scale", ofParameter.input());
  }
}
