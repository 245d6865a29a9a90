package org.gradus.layers.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.gradus.core.contract.ContractViolationError;
import org.gradus.core.plugin.Plugins;
import org.gradus.core.tensor.Shape;
import org.gradus.layers.contract.PlantedNormalizer.Fault;
import org.gradus.layers.module.ModuleProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NormalizerContractTest {
  private static final Shape INPUT = Shape.of(3, 4);

  @ParameterizedTest
  @EnumSource(names = {"NONE", "MIXES_AND_SAYS_SO"})
  void passesWhatKeepsIt(Fault fault) {
    NormalizerContract.check(new PlantedNormalizer(fault), INPUT);
  }

  @ParameterizedTest
  @EnumSource(names = {"SUMS_THE_LAST_AXIS", "MIXES_IN_EVALUATION", "MIXES_IN_TRAINING"})
  void findsPlantedFaults(Fault fault) {
    ContractViolationError thrown =
        assertThrows(
            ContractViolationError.class,
            () -> NormalizerContract.check(new PlantedNormalizer(fault), INPUT));
    assertEquals("planted:normalizer", thrown.component());
    String rule =
        switch (fault) {
          case SUMS_THE_LAST_AXIS -> "results have the shape of the input";
          case MIXES_IN_EVALUATION -> "examples do not mix in EVAL";
          case MIXES_IN_TRAINING -> "examples do not mix in TRAIN";
          default -> throw new AssertionError(fault);
        };
    assertEquals(rule, thrown.rule());
  }

  @Test
  void normalizersStandWhereModulesCan() {
    String json =
        "{\"type\":\"gradus:sequential\",\"config\":{\"modules\":[{\"type\":\"planted:normalizer\","
            + "\"config\":{\"fault\":\"none\"}}]}}";
    Plugins plugins = Plugins.load();

    assertEquals(
        json, plugins.write(plugins.kind(ModuleProvider.class).createFromJson(json).config()));
  }
}
