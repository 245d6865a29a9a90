package org.gradus.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ArchitectureTest {
  private static final String ROOT = "org.gradus";

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  @Test
  void seesEveryModule() {
    Stream.of("core", "layers", "losses", "optimizers", "regularization", "datasets")
        .forEach(module -> assertTrue(CLASSES.containPackage(ROOT + "." + module), module));
  }

  @TestFactory
  Stream<DynamicTest> rules() {
    return Rules.below(ROOT).entrySet().stream()
        .map(rule -> DynamicTest.dynamicTest(rule.getKey(), () -> rule.getValue().check(CLASSES)));
  }

  @Test
  void noPackageIsInTwoJars() {
    assertEquals(Map.of(), Containers.ofSplitPackages(CLASSES));
  }
}
