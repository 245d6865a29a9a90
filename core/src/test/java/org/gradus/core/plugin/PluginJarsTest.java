package org.gradus.core.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.gradus.core.plugin.kinds.LayerProvider;
import org.gradus.core.plugin.kinds.OurLayers;
import org.gradus.core.plugin.kinds.WeightInitializerProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real jars of strangers, good and bad ones, behind class loaders of their own. */
class PluginJarsTest {
  private static final String OURS = "gradus:linear, gradus:relu, gradus:sequential";

  @TempDir static Path shared;
  private static Path good;
  @TempDir Path directory;
  private final Logger logger = Logger.getLogger(Registry.class.getName());
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

  /** A provider of one layer, the source of a whole file. */
  private static String provider(String className, String namespace, String components) {
    return """
    package com.acme;

    import java.util.List;
    import org.gradus.core.plugin.*;
    import org.gradus.core.plugin.kinds.*;

    public final class CLASS implements LayerProvider {
      @Override public String namespace() { return NAMESPACE; }
      @Override public List<Component<? extends Layer, ?>> components() {
        return COMPONENTS;
      }
      public record Swish(Config config) implements Layer {
        public record Config(double beta) implements Layer.Config {}
      }
    }
    """
        .replace("CLASS", className)
        .replace("NAMESPACE", namespace)
        .replace("COMPONENTS", components);
  }

  private static String swish(String className) {
    return provider(
        className, "\"acme\"", "List.of(Component.of(\"swish\", Swish.Config.class, Swish::new))");
  }

  private Path jar(String file, String className, String source) {
    return PluginJar.at(directory.resolve(file))
        .source("com.acme." + className, source)
        .service(LayerProvider.class, "com.acme." + className)
        .build();
  }

  private static String at(Path jar) {
    return PluginJar.url(jar).toString();
  }

  @Test
  void aGoodJarIsSimplyThere() throws IOException {
    Path acme = jar("acme.jar", "Acme", swish("Acme"));
    try (URLClassLoader loader = PluginJar.loader(acme)) {
      Plugins plugins = Plugins.load(loader, Strictness.STRICT);
      var layers = plugins.kind(LayerProvider.class);
      String json = "{\"type\":\"acme:swish\",\"config\":{\"beta\":1.5}}";

      assertEquals(
          List.of("acme:swish", "gradus:linear", "gradus:relu", "gradus:sequential"),
          layers.names());
      assertEquals(json, plugins.write(layers.createFromJson(json).config()));
      assertEquals(
          "Swish[config=Config[beta=2.0]]",
          layers.create("acme:swish", "{\"beta\": 2}").toString());
    }
  }

  @Test
  void theContextClassLoaderIsTheDefault() throws IOException {
    Path acme = jar("acme.jar", "Acme", swish("Acme"));
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (URLClassLoader loader = PluginJar.loader(acme)) {
      thread.setContextClassLoader(loader);
      assertEquals("acme:swish", Plugins.load().kind(LayerProvider.class).names().get(0));
      thread.setContextClassLoader(null);
      assertEquals("gradus:linear", Plugins.load().kind(LayerProvider.class).names().get(0));
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  @Test
  void aRemovedJarIsAskedFor() throws IOException {
    Path acme = jar("acme.jar", "Acme", swish("Acme"));
    try (URLClassLoader loader = PluginJar.loader(acme)) {
      assertEquals(4, Plugins.load(loader).kind(LayerProvider.class).names().size());
    }
    try (URLClassLoader loader = PluginJar.loader()) {
      var layers = Plugins.load(loader).kind(LayerProvider.class);

      UnknownComponentException thrown =
          assertThrows(UnknownComponentException.class, () -> layers.component("acme:swish"));

      assertEquals(
          "[layer] unknown component: expected one of "
              + OURS
              + ", got \"acme:swish\". Hint: add the jar that provides it to the class path or the"
              + " module path; nothing there has the namespace \"acme\".",
          thrown.getMessage());
    }
  }

  @Test
  void aForgottenNamespaceIsHinted() throws IOException {
    Path acme = jar("acme.jar", "Acme", swish("Acme"));
    try (URLClassLoader loader = PluginJar.loader(acme)) {
      var layers = Plugins.load(loader).kind(LayerProvider.class);

      UnknownComponentException thrown =
          assertThrows(UnknownComponentException.class, () -> layers.component("swish"));

      assertEquals(
          "[layer] unknown component: expected one of acme:swish, "
              + OURS
              + ", got \"swish\". Hint: did you mean \"acme:swish\"?",
          thrown.getMessage());
    }
  }

  @Test
  void aNameClaimedTwiceIsAnErrorThatNamesBothJars() throws IOException {
    Path first = jar("first.jar", "First", swish("First"));
    Path second = jar("second.jar", "Second", swish("Second"));
    try (URLClassLoader loader = PluginJar.loader(second, first)) {
      Plugins plugins = Plugins.load(loader);

      DuplicateComponentException thrown =
          assertThrows(DuplicateComponentException.class, () -> plugins.kind(LayerProvider.class));

      assertEquals(
          "[layer] component acme:swish is claimed twice: expected one provider, got"
              + " com.acme.First of "
              + at(first)
              + " and com.acme.Second of "
              + at(second)
              + ". Hint: remove one of them.",
          thrown.getMessage());
      assertEquals("acme:swish", thrown.name());
      assertEquals(
          List.of(
              new ProviderOrigin("com.acme.First", at(first)),
              new ProviderOrigin("com.acme.Second", at(second))),
          thrown.origins());
      assertEquals(
          List.of("gradus:constant"), plugins.kind(WeightInitializerProvider.class).names());
    }
  }

  @Test
  void aConfigClaimedTwiceIsAnError() throws IOException {
    Path thief =
        jar(
            "thief.jar",
            "Thief",
            provider(
                "Thief",
                "\"acme\"",
                "List.of(Component.of(\"relu\", OurLayers.Relu.Config.class,"
                    + " OurLayers.Relu::new))"));
    try (URLClassLoader loader = PluginJar.loader(thief)) {
      Plugins plugins = Plugins.load(loader);

      DuplicateComponentException thrown =
          assertThrows(DuplicateComponentException.class, () -> plugins.kind(LayerProvider.class));

      assertEquals(
          "[layer] config org.gradus.core.plugin.kinds.OurLayers$Relu$Config is claimed twice:"
              + " expected one provider, got com.acme.Thief of "
              + at(thief)
              + " and "
              + ProviderOrigin.of(OurLayers.class)
              + ". Hint: remove one of them.",
          thrown.getMessage());
    }
  }

  @Test
  void twoVersionsOfAJarAreReported() throws IOException {
    Path old = jar("acme-1.0.jar", "Acme", swish("Acme"));
    Path young = jar("acme-1.1.jar", "Acme", swish("Acme"));
    try (URLClassLoader loader = PluginJar.loader(old, young)) {
      var layers = Plugins.load(loader).kind(LayerProvider.class);

      assertEquals("acme:swish", layers.names().get(0));
      assertEquals(
          List.of(
              "[layer] provider com.acme.Acme is in several jars: expected one, got "
                  + at(old)
                  + " and "
                  + at(young)
                  + ". At "
                  + at(old)
                  + "."),
          messages(layers));
    }
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

  private static List<String> messages(Registry<?> registry) {
    return registry.problems().stream().map(ProviderProblem::message).toList();
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
            "broken.jar",
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
    Path broken = jar("broken.jar", "Broken", provider("Broken", namespace, components));
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
        jar("broken.jar", "Broken", swish("Broken").replace("double beta", "java.util.Date since"));

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

  /** Keeps what is logged. */
  private static final class RecordedLog extends Handler {
    final List<String> lines = new CopyOnWriteArrayList<>();

    @Override
    public void publish(LogRecord message) {
      lines.add(message.getLevel() + ": " + message.getMessage());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
