package org.gradus.core.plugin;

import static org.gradus.core.plugin.AcmeJars.at;
import static org.gradus.core.plugin.AcmeJars.jar;
import static org.gradus.core.plugin.AcmeJars.provider;
import static org.gradus.core.plugin.AcmeJars.swish;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.gradus.core.plugin.kinds.LayerProvider;
import org.gradus.core.plugin.kinds.WeightInitializerProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Providers that cannot be used, each in a jar beside a good one. */
class BrokenProvidersTest {
  private static final String OURS = "gradus:linear, gradus:relu, gradus:sequential";

  @TempDir static Path shared;
  private static Path good;
  @TempDir Path directory;
  private final Logger logger = Logger.getLogger(Plugins.class.getName());
  private final RecordedLog log = new RecordedLog();

  @BeforeAll
  static void buildGoodJar() {
    good =
        PluginJar.at(shared.resolve("good.jar"))
            .source("com.acme.Good", swish("Good").replace("\"acme\"", "\"good\""))
            .service(LayerProvider.class, "com.acme.Good")
            .build();
  }

  @BeforeEach
  void record() {
    logger.addHandler(log);
    logger.setUseParentHandlers(false);
  }

  @AfterEach
  void stopRecording() {
    logger.removeHandler(log);
    logger.setUseParentHandlers(true);
  }

  /** Loads a broken jar beside a good one, and returns what is said about the broken one. */
  private String complaintAbout(Path broken) {
    try (URLClassLoader loader = PluginJar.loader(broken, good)) {
      var layers = Plugins.load(loader).kind(LayerProvider.class);
      assertEquals(
          List.of("good:swish", "gradus:linear", "gradus:relu", "gradus:sequential"),
          layers.names());
      assertEquals(1, layers.problems().size());
      String message = layers.problems().get(0).message();
      assertEquals(List.of(Level.WARNING + ": " + message), log.lines);

      Plugins strict = Plugins.load(loader, Strictness.STRICT);
      BrokenProviderException thrown =
          assertThrows(BrokenProviderException.class, () -> strict.kind(LayerProvider.class));
      assertEquals(message, thrown.getMessage());
      assertEquals(message, thrown.problems().get(0).message());

      UnknownComponentException missing =
          assertThrows(UnknownComponentException.class, () -> layers.component("acme:attention"));
      assertEquals(
          "[layer] unknown component: expected one of good:swish, "
              + OURS
              + ", got \"acme:attention\". Hint: add the jar that provides it to the class path or"
              + " the module path; nothing there has the namespace \"acme\". A broken provider may"
              + " have it: "
              + message,
          missing.getMessage());
      return message;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Test
  void aMissingClassIsReported() {
    Path broken =
        PluginJar.at(directory.resolve("broken.jar"))
            .service(LayerProvider.class, "com.acme.Missing")
            .build();

    assertEquals(
        "[layer] provider com.acme.Missing cannot be loaded: Provider com.acme.Missing not found."
            + " At "
            + at(broken)
            + ".",
        complaintAbout(broken));
  }

  @Test
  void aMissingSuperclassIsReported() {
    Path broken =
        PluginJar.at(directory.resolve("broken.jar"))
            .source("com.acme.Base", "package com.acme; public class Base {}")
            .source(
                "com.acme.Broken",
                swish("Broken").replace("implements LayerP", "extends Base implements LayerP"))
            .without("com.acme.Base")
            .service(LayerProvider.class, "com.acme.Broken")
            .build();

    assertEquals(
        "[layer] provider com.acme.Broken cannot be loaded: java.lang.NoClassDefFoundError:"
            + " com/acme/Base. At "
            + at(broken)
            + ".",
        complaintAbout(broken));
  }

  @Test
  void aClassMissingInsideIsReported() {
    Path broken =
        PluginJar.at(directory.resolve("broken.jar"))
            .source("com.acme.Base", "package com.acme; class Base { static String NAME = \"a\"; }")
            .source("com.acme.Broken", swish("Broken").replace("\"acme\"", "Base.NAME"))
            .without("com.acme.Base")
            .service(LayerProvider.class, "com.acme.Broken")
            .build();

    assertEquals(
        "[layer] provider com.acme.Broken is left out: it threw java.lang.NoClassDefFoundError:"
            + " com/acme/Base. At "
            + at(broken)
            + ".",
        complaintAbout(broken));
  }

  @Test
  void aFileThatIsNoListOfClassesIsReported() {
    Path broken =
        PluginJar.at(directory.resolve("broken.jar"))
            .service(LayerProvider.class, "not a class name")
            .build();
    String file = "jar:" + at(broken) + "!/META-INF/services/" + LayerProvider.class.getName();

    assertEquals(
        "[layer] provider not a class name cannot be loaded: "
            + file
            + ":1: Illegal configuration-file syntax. At "
            + at(broken)
            + ".",
        complaintAbout(broken));
  }

  @Test
  void aConstructorThatThrowsIsReported() {
    Path broken =
        jar(
            directory.resolve("broken.jar"),
            "Broken",
            swish("Broken")
                .replace(
                    "LayerProvider {",
                    "LayerProvider { public Broken() { throw new IllegalStateException(\"no"
                        + " licence\"); }"));

    assertEquals(
        "[layer] provider com.acme.Broken is left out: it threw java.lang.IllegalStateException: no"
            + " licence. At "
            + at(broken)
            + ".",
        complaintAbout(broken));
  }

  @Test
  void aProviderOfSomethingElseIsReported() {
    Path broken =
        PluginJar.at(directory.resolve("broken.jar"))
            .source("com.acme.Broken", "package com.acme; public class Broken {}")
            .service(LayerProvider.class, "com.acme.Broken")
            .build();

    assertEquals(
        "[layer] provider com.acme.Broken cannot be loaded: com.acme.Broken not a subtype."
            + " At "
            + at(broken)
            + ".",
        complaintAbout(broken));
  }

  private String leftOut(String namespace, String components) {
    Path broken =
        jar(directory.resolve("broken.jar"), "Broken", provider("Broken", namespace, components));
    String message = complaintAbout(broken);
    String start = "[layer] provider com.acme.Broken is left out: ";
    String end = ". At " + at(broken) + ".";
    assertEquals(start, message.substring(0, start.length()));
    assertEquals(end, message.substring(message.length() - end.length()));
    return message.substring(start.length(), message.length() - end.length());
  }

  @Test
  void namespacesAreKebabCase() {
    String expected = "expected a namespace in kebab-case such as \"my-company\", got ";

    assertEquals(expected + "\"Acme\"", leftOut("\"Acme\"", "List.of()"));
    log.lines.clear();
    assertEquals(expected + "\"\"", leftOut("\"\"", "List.of()"));
    log.lines.clear();
    assertEquals(expected + "null", leftOut("null", "List.of()"));
  }

  @Test
  void ourNamespaceIsReserved() {
    assertEquals(
        "expected a namespace of its own, got \"gradus\", which is reserved for packages of"
            + " org.gradus",
        leftOut("\"gradus\"", "List.of()"));
  }

  @Test
  void componentsAreAList() {
    assertEquals("expected a list of components, got null", leftOut("\"a\"", "null"));
    log.lines.clear();
    assertEquals(
        "expected a list of components, got one with a null in it",
        leftOut("\"a\"", "java.util.Collections.singletonList(null)"));
  }

  @Test
  void componentNamesAreKebabCase() {
    assertEquals(
        "it threw java.lang.IllegalArgumentException: [component] name is malformed: expected"
            + " kebab-case such as \"batch-norm\", at most 64 characters, got \"Swish_1\"",
        leftOut("\"a\"", "List.of(Component.of(\"Swish_1\", Swish.Config.class, Swish::new))"));
  }

  @Test
  void namesAndConfigsAreUniqueInAProvider() {
    String swish = "Component.of(\"swish\", Swish.Config.class, Swish::new)";

    assertEquals(
        "expected different names, got \"swish\" twice",
        leftOut("\"a\"", "List.of(" + swish + ", " + swish + ")"));
    log.lines.clear();
    assertEquals(
        "expected a config record for each component, got com.acme.Broken$Swish$Config twice",
        leftOut("\"a\"", "List.of(" + swish + ", " + swish.replace("\"swish\"", "\"silu\"") + ")"));
  }

  @Test
  void configsBelongToTheKind() {
    assertEquals(
        "expected a config that implements ComponentConfig<LayerProvider>, got"
            + " org.gradus.core.plugin.kinds.OurInitializers$Constant$Config",
        leftOut(
            "\"a\"",
            "List.of(Component.of(\"swish\", OurInitializers.Constant.Config.class,"
                + " (OurInitializers.Constant.Config config) -> new Swish(null)))"));
  }

  @Test
  void configsCanBeJson() {
    Path broken =
        jar(
            directory.resolve("broken.jar"),
            "Broken",
            swish("Broken").replace("double beta", "java.util.Date since"));

    assertEquals(
        "[layer] provider com.acme.Broken is left out: it threw"
            + " java.lang.IllegalArgumentException: [com.acme.Broken$Swish$Config] component since"
            + " cannot be JSON: expected a primitive, String, enum, record, config interface, or a"
            + " List, Optional, array or Map from String of these, got java.util.Date. At "
            + at(broken)
            + ".",
        complaintAbout(broken));
  }

  @Test
  void aBrokenProviderOfOneKindDoesNotTouchAnother() throws IOException {
    Path broken =
        PluginJar.at(directory.resolve("broken.jar"))
            .service(LayerProvider.class, "com.acme.Missing")
            .build();
    try (URLClassLoader loader = PluginJar.loader(broken)) {
      Plugins strict = Plugins.load(loader, Strictness.STRICT);

      assertInstanceOf(Registry.class, strict.kind(WeightInitializerProvider.class));
      assertThrows(BrokenProviderException.class, () -> strict.kind(LayerProvider.class));
    }
  }
}
