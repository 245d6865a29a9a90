package org.gradus.conformance;

import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
 * <p>A case that asks for something unknown fails; it is never skipped.
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

  /** How many cases are run, by family. */
  private static final Map<String, Integer> COUNTS = new TreeMap<>();

  @TestFactory
  Stream<DynamicNode> cases() {
    List<Setting> settings = Setting.all();
    List<DynamicNode> families = new ArrayList<>();
    for (String family : ReferenceCases.families()) {
      List<DynamicTest> tests = new ArrayList<>();
      for (ReferenceCase test : ReferenceCases.of(family)) {
        COUNTS.merge(family, 1, Integer::sum);
        for (Setting setting : settings) {
          tests.add(dynamicTest(test.name() + "/" + setting, () -> run(test, setting)));
        }
      }
      families.add(dynamicContainer(family, tests));
    }
    return families.stream();
  }

  private static void run(ReferenceCase test, Setting setting) {
    setting.run(() -> FAMILIES.getOrDefault(test.family(), UNKNOWN).check(test, setting));
  }

  /** Says how many there are of each family. */
  @AfterAll
  static void summary() {
    StringBuilder text = new StringBuilder("Reference cases:\n");
    COUNTS.forEach((family, count) -> text.append(line(family, count)));
    int all = COUNTS.values().stream().mapToInt(Integer::intValue).sum();
    System.out.print(text.append(line("all", all)));
  }

  private static String line(String family, int count) {
    return String.format(Locale.ROOT, "  %-14s %5d%n", family, count);
  }
}
