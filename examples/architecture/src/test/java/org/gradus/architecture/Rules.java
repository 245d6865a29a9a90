package org.gradus.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The rules, by name, for the modules below a root package.
 *
 * <p>The root is a parameter so that {@link PlantedViolationsTest} can show, on a small house of
 * violations, that every rule is able to fail.
 */
final class Rules {
  /** Which module may use which: the arrows of the house, all in one direction. */
  private static final Map<String, List<String>> ARROWS =
      Map.of(
          "core", List.of(),
          "layers", List.of("core"),
          "losses", List.of("core"),
          "optimizers", List.of("core", "layers", "losses"),
          "regularization", List.of("core", "layers", "losses", "optimizers"),
          "datasets", List.of("core"));

  private static final String SIMD_KERNELS = ".core.internal.kernels.vector..";

  private final String root;

  private Rules(String root) {
    this.root = root;
  }

  /** Returns all rules by name, for the modules whose packages begin with {@code root}. */
  static Map<String, ArchRule> below(String root) {
    Rules rules = new Rules(root);
    Map<String, ArchRule> named = new LinkedHashMap<>();
    named.put("every class belongs to a module", rules.everyClassBelongsToAModule());
    named.put("modules use what is below them only", rules.arrows());
    named.put("packages form no cycle", rules.noCycles());
    named.put("internal packages stay in their module", rules.internalStaysInternal());
    named.put("public signatures name no foreign type", rules.signatures());
    named.put("public methods declare unchecked exceptions", uncheckedExceptions());
    named.put("the incubating Vector API stays in its package", rules.vectorApi());
    named.put("nothing rests on the inside of the JDK", jdkInternals());
    named.put("libraries do not print", NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS);
    named.put("libraries log through System.Logger", NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING);
    named.put("packages are null-marked", nullMarked());
    named.put("public classes are final or abstract", closedClasses());
    named.put("names say what a thing is", names());
    named.replaceAll((name, rule) -> rule.allowEmptyShould(true).as(name));
    return named;
  }

  private String module(String name) {
    return root + "." + name + "..";
  }

  private String[] modules() {
    return ARROWS.keySet().stream().sorted().map(this::module).toArray(String[]::new);
  }

  private ArchRule everyClassBelongsToAModule() {
    return classes().should().resideInAnyPackage(modules());
  }

  private ArchRule arrows() {
    return CompositeArchRule.of(
        ARROWS.entrySet().stream().map(e -> arrows(e.getKey(), e.getValue())).toList());
  }

  private ArchRule arrows(String module, List<String> used) {
    String[] allowed =
        Stream.concat(Stream.of(module), used.stream()).map(this::module).toArray(String[]::new);
    return noClasses()
        .that()
        .resideInAPackage(module(module))
        .should()
        .dependOnClassesThat(resideInAnyPackage(modules()).and(resideOutsideOfPackages(allowed)));
  }

  private ArchRule noCycles() {
    return slices().matching(root + ".(**)").should().beFreeOfCycles();
  }

  private ArchRule internalStaysInternal() {
    return CompositeArchRule.of(
        ARROWS.keySet().stream()
            .map(
                module ->
                    (ArchRule)
                        noClasses()
                            .that()
                            .resideOutsideOfPackage(module(module))
                            .should()
                            .dependOnClassesThat()
                            .resideInAPackage(root + "." + module + "..internal.."))
            .toList());
  }

  /**
   * Foreign is whatever is neither ours nor the JDK's: a list of libraries would be out of date.
   */
  private ArchRule signatures() {
    return classes()
        .that(PublicSignatures.PUBLISHED)
        .should(
            PublicSignatures.notMention(resideOutsideOfPackages("java..", "javax..", root + "..")));
  }

  private static ArchRule uncheckedExceptions() {
    return classes().that(PublicSignatures.PUBLISHED).should(PublicSignatures.throwUnchecked());
  }

  private ArchRule vectorApi() {
    return noClasses()
        .that()
        .resideOutsideOfPackage(root + SIMD_KERNELS)
        .should()
        .dependOnClassesThat(
            resideInAPackage("jdk.incubator..").or(resideInAPackage(root + SIMD_KERNELS)));
  }

  private static ArchRule jdkInternals() {
    return noClasses()
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("sun..", "com.sun..", "jdk.internal..")
                .and(resideOutsideOfPackages("com.sun.management")));
  }

  private static ArchRule nullMarked() {
    return classes().should(new NullMarkedPackage());
  }

  private static ArchRule closedClasses() {
    return classes()
        .that()
        .arePublic()
        .and()
        .areNotInterfaces()
        .and()
        .areNotEnums()
        .and()
        .areNotAssignableTo(Throwable.class)
        .should()
        .haveModifier(JavaModifier.FINAL)
        .orShould()
        .haveModifier(JavaModifier.ABSTRACT);
  }

  private static ArchRule names() {
    return noClasses()
        .should()
        .haveNameMatching(".*[.$](Abstract[A-Z]\\w*|I[A-Z][a-z]\\w*)")
        .orShould()
        .haveNameMatching(".*(Impl|Util|Utils|Helper|Helpers|Manager)");
  }
}
