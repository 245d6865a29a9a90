package org.gradus.conformance;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Runs every reference case in every {@link Setting}, each as a test {@code
 * family/id/type/kernels/threads}.
 *
 * <p>A case that asks for something unknown fails; it is never skipped. Those that belong to work
 * to come are in {@code not-yet-covered.txt}, and a case listed there fails as soon as it could
 * run, or no longer exists.
 */
class ConformanceTest {
  private static final Map<String, Family> FAMILIES =
      Map.of(
          "activations",
          Activations.family(),
          "layers",
          Layers.family(),
          "losses",
          Losses.family(),
          "recurrent",
          Recurrents.family(),
          "normalization",
          Normalizations.family(),
          "tensor_ops",
          TensorOps.family(),
          "optimizers",
          new Trajectories(),
          "schedulers",
          new Schedules(),
          "initializers",
          new Initializers(),
          "networks",
          new Networks());

  private static final Family UNKNOWN =
      (test, setting) -> {
        throw new NotCoveredException("family", test.family());
      };

  /** Cases run and not yet covered, by family. */
  private static final Map<String, int[]> COUNTS = new TreeMap<>();

  @TestFactory
  Stream<DynamicNode> cases() {
    List<Setting> settings = Setting.all();
    Set<String> listed = NotYetCovered.names();
    Set<String> vanished = new LinkedHashSet<>(listed);
    List<DynamicNode> families = new ArrayList<>();
    for (String family : ReferenceCases.families()) {
      List<DynamicTest> tests = new ArrayList<>();
      int[] counts = COUNTS.computeIfAbsent(family, f -> new int[2]);
      for (ReferenceCase test : ReferenceCases.of(family)) {
        if (vanished.remove(test.name())) {
          counts[1]++;
          tests.add(dynamicTest(test.name() + "/not-yet-covered", () -> staysUnknown(test)));
        } else {
          counts[0]++;
          for (Setting setting : settings) {
            tests.add(dynamicTest(test.name() + "/" + setting, () -> run(test, setting)));
          }
        }
      }
      families.add(dynamicContainer(family, tests));
    }
    families.add(dynamicTest("not-yet-covered.txt names existing cases", () -> noneOf(vanished)));
    return families.stream();
  }

  private static void run(ReferenceCase test, Setting setting) {
    setting.run(() -> FAMILIES.getOrDefault(test.family(), UNKNOWN).check(test, setting));
  }

  private static void staysUnknown(ReferenceCase test) {
    assertThrows(
        NotCoveredException.class,
        () -> run(test, Setting.all().get(0)),
        () -> test.name() + " can be run now: take it from not-yet-covered.txt");
  }

  private static void noneOf(Set<String> vanished) {
    if (!vanished.isEmpty()) {
      fail("not-yet-covered.txt lists cases that do not exist: " + vanished);
    }
  }

  /** Says how much of each family is covered. */
  @AfterAll
  static void summary() {
    StringBuilder text = new StringBuilder("Reference cases, run and not yet covered:\n");
    int run = 0;
    int open = 0;
    for (Map.Entry<String, int[]> family : COUNTS.entrySet()) {
      text.append(line(family.getKey(), family.getValue()[0], family.getValue()[1]));
      run += family.getValue()[0];
      open += family.getValue()[1];
    }
    System.out.print(text.append(line("all", run, open)));
  }

  private static String line(String family, int run, int open) {
    return String.format(Locale.ROOT, "  %-14s %5d %5d%n", family, run, open);
  }
}
