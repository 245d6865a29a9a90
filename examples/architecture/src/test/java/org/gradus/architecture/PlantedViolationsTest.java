package org.gradus.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.EvaluationResult;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gradus.architecture.planted.core.InCycle;
import org.gradus.architecture.planted.core.OpenClass;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Shows that every rule fails where it should, and nowhere else. */
class PlantedViolationsTest {
  private static final String ROOT = "org.gradus.architecture.planted";
  private static final Pattern PLANTED_CLASS =
      Pattern.compile(Pattern.quote(ROOT) + "[a-z.]*\\.([A-Z]\\w*)");

  private static final Map<String, Set<String>> EXPECTED =
      Map.ofEntries(
          Map.entry("every class belongs to a module", Set.of("Stray")),
          Map.entry("modules use what is below them only", Set.of("TurnsBack", "Loss")),
          Map.entry("packages form no cycle", Set.of("InCycle", "InCycleToo")),
          Map.entry("internal packages stay in their module", Set.of("Intrudes", "Inside")),
          Map.entry(
              "public signatures name no foreign type",
              Set.of("ForeignSignatures", "UsesJdkInside")),
          Map.entry("public methods declare unchecked exceptions", Set.of("Checked")),
          Map.entry(
              "the incubating Vector API stays in its package", Set.of("UsesVectorApi", "Kernel")),
          Map.entry("nothing rests on the inside of the JDK", Set.of("UsesJdkInside")),
          Map.entry("libraries do not print", Set.of("Prints")),
          Map.entry("libraries log through System.Logger", Set.of("Logs")),
          Map.entry("packages are null-marked", Set.of("Unmarked")),
          Map.entry("public classes are final or abstract", Set.of("OpenClass")),
          Map.entry("names say what a thing is", Set.of("ShapeUtils")));

  private static final JavaClasses PLANTED = new ClassFileImporter().importPackages(ROOT);

  @TestFactory
  Stream<DynamicTest> everyRuleFindsItsPlantedViolationOnly() {
    Map<String, Set<String>> found = new LinkedHashMap<>();
    Rules.below(ROOT).forEach((name, rule) -> found.put(name, named(rule.evaluate(PLANTED))));
    assertEquals(EXPECTED.keySet(), found.keySet());
    return found.keySet().stream()
        .map(
            name ->
                DynamicTest.dynamicTest(
                    name, () -> assertEquals(EXPECTED.get(name), found.get(name))));
  }

  @Test
  void signaturesAreSearchedInEveryPlace() {
    EvaluationResult result =
        Rules.below(ROOT).get("public signatures name no foreign type").evaluate(PLANTED);
    String owner = ROOT + ".core.ForeignSignatures";
    assertEquals(
        Set.of(
            owner + ": com.google.common.base.Supplier is foreign",
            owner + ": org.apache.commons.math3.random.RandomGenerator is foreign",
            owner + ".FIELD: com.google.common.collect.ImmutableList is foreign",
            owner
                + ".<init>(com.fasterxml.jackson.databind.JsonNode):"
                + " com.fasterxml.jackson.databind.JsonNode is foreign",
            owner + ".result(): com.fasterxml.jackson.databind.JsonNode is foreign",
            owner
                + ".listed(com.tngtech.archunit.core.domain.JavaClass):"
                + " com.tngtech.archunit.core.domain.JavaClass is foreign",
            owner + ".thrown(): org.apache.commons.math3.random.RandomGenerator is foreign",
            owner
                + ".thrown(): org.apache.commons.math3.exception.MathArithmeticException is"
                + " foreign"),
        result.getFailureReport().getDetails().stream()
            .filter(detail -> detail.startsWith(owner))
            .collect(Collectors.toSet()));
  }

  @Test
  void packageInTwoFoldersIsFound(@TempDir Path folder) throws IOException {
    copy(InCycle.class, folder.resolve("a"));
    copy(OpenClass.class, folder.resolve("b"));
    JavaClasses split =
        new ClassFileImporter().importPaths(folder.resolve("a"), folder.resolve("b"));
    assertEquals(
        Map.of(
            ROOT + ".core",
            Set.of(folder.resolve("a").toUri().toString(), folder.resolve("b").toUri().toString())),
        Containers.ofSplitPackages(split));
  }

  private static void copy(Class<?> type, Path folder) throws IOException {
    String name = type.getName().replace('.', '/') + ".class";
    Path target = folder.resolve(name);
    Files.createDirectories(target.getParent());
    try (InputStream in = type.getResourceAsStream("/" + name)) {
      Files.copy(in, target);
    }
  }

  /** Returns the simple names of the planted classes that a report speaks of. */
  private static Set<String> named(EvaluationResult result) {
    return result.getFailureReport().getDetails().stream()
        .flatMap(detail -> PLANTED_CLASS.matcher(detail).results())
        .map(match -> match.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
