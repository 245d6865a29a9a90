package org.gradus.core.plugin;

import static org.gradus.core.plugin.AcmeJars.at;
import static org.gradus.core.plugin.AcmeJars.swish;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.gradus.core.json.JsonBindingException;
import org.gradus.core.plugin.kinds.LayerProvider;
import org.gradus.core.plugin.kinds.Normalizer;
import org.gradus.core.plugin.kinds.NormalizerProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Normalizers: a kind with providers of its own, whose components are layers too. */
class IncludedKindsTest {
  private static final String OURS = "gradus:linear, gradus:relu, gradus:sequential";
  private static final String RMS = "{\"type\":\"acme:rms-norm\",\"config\":{\"epsilon\":0.5}}";

  @TempDir Path directory;

  /** What something has that wants a normalizer, and no other layer. */
  record Block(Normalizer.Config norm) {}

  /** A provider of {@code acme:rms-norm}, the source of a whole file. */
  private static String rmsNorm(String className) {
    return """
    package com.acme;

    import java.util.List;
    import org.gradus.core.plugin.*;
    import org.gradus.core.plugin.kinds.*;

    public final class CLASS implements NormalizerProvider {
      @Override public String namespace() { return "acme"; }
      @Override public List<Component<? extends Normalizer, ?>> components() {
        return List.of(Component.of("rms-norm", RmsNorm.Config.class, RmsNorm::new));
      }
      public record RmsNorm(Config config) implements Normalizer {
        public record Config(double epsilon) implements Normalizer.Config {}
      }
    }
    """
        .replace("CLASS", className);
  }

  private Path normalizers(String name, String source) {
    return PluginJar.at(directory.resolve(name + ".jar"))
        .source("com.acme." + name, source)
        .service(NormalizerProvider.class, "com.acme." + name)
        .build();
  }

  private Path normalizers(String name) {
    return normalizers(name, rmsNorm(name));
  }

  @Test
  void knowsIncludedComponentsInBothKinds() throws IOException {
    try (URLClassLoader loader = PluginJar.loader(normalizers("Norms"))) {
      Plugins plugins = Plugins.load(loader, Strictness.STRICT);

      assertEquals(List.of("acme:rms-norm"), plugins.kind(NormalizerProvider.class).names());
      assertEquals(
          List.of("acme:rms-norm", "gradus:linear", "gradus:relu", "gradus:sequential"),
          plugins.kind(LayerProvider.class).names());
    }
  }

  @Test
  void makesAndWritesIncludedComponentsInBothKinds() throws IOException {
    try (URLClassLoader loader = PluginJar.loader(normalizers("Norms"))) {
      Plugins plugins = Plugins.load(loader);
      Normalizer norm = plugins.kind(NormalizerProvider.class).createFromJson(RMS);

      assertEquals("RmsNorm[config=Config[epsilon=0.5]]", norm.toString());
      assertEquals(norm, plugins.kind(NormalizerProvider.class).create(norm.config()));
      assertEquals(norm, plugins.kind(LayerProvider.class).create(norm.config()));
      assertEquals(norm, plugins.kind(LayerProvider.class).createFromJson(RMS));
      assertEquals(norm, plugins.create(norm.config()));
      assertEquals(RMS, plugins.write(norm.config()));
      String network = "{\"type\":\"gradus:sequential\",\"config\":{\"layers\":[" + RMS + "]}}";
      assertEquals(
          network,
          plugins.write(plugins.kind(LayerProvider.class).createFromJson(network).config()));
      Block block = new Block(norm.config());
      assertEquals(block, plugins.json().read(plugins.json().write(block), Block.class));
    }
  }

  @Test
  void refusesOtherLayersWhereANormalizerIsDeclared() throws IOException {
    try (URLClassLoader loader = PluginJar.loader(normalizers("Norms"))) {
      Plugins plugins = Plugins.load(loader);
      String json = "{\"norm\":{\"type\":\"gradus:relu\",\"config\":{}}}";

      JsonBindingException thrown =
          assertThrows(JsonBindingException.class, () -> plugins.json().read(json, Block.class));

      assertEquals(
          "[normalizer] unknown component: expected one of acme:rms-norm, got \"gradus:relu\"."
              + " At /norm/type. Hint: add the jar that provides it to the class path or the"
              + " module path; nothing there has the namespace \"gradus\".",
          thrown.getMessage());
    }
  }

  @Test
  void suggestsIncludedNames() throws IOException {
    try (URLClassLoader loader = PluginJar.loader(normalizers("Norms"))) {
      Registry<?> layers = Plugins.load(loader).kind(LayerProvider.class);

      UnknownComponentException thrown =
          assertThrows(UnknownComponentException.class, () -> layers.component("acme:rmsnorm"));

      assertEquals(
          "[layer] unknown component: expected one of acme:rms-norm, "
              + OURS
              + ", got \"acme:rmsnorm\". Hint: did you mean \"acme:rms-norm\"?",
          thrown.getMessage());
    }
  }

  @Test
  void namesAreUniqueOverAKindAndWhatItIncludes() throws IOException {
    Path norms = normalizers("Norms");
    Path layers =
        AcmeJars.jar(
            directory.resolve("layers.jar"),
            "Layers",
            swish("Layers").replace("\"swish\"", "\"rms-norm\""));
    try (URLClassLoader loader = PluginJar.loader(layers, norms)) {
      Plugins plugins = Plugins.load(loader);

      DuplicateComponentException thrown =
          assertThrows(DuplicateComponentException.class, () -> plugins.kind(LayerProvider.class));

      assertEquals(
          "[layer] component acme:rms-norm is claimed twice: expected one provider, got"
              + " com.acme.Layers of "
              + at(layers)
              + " and com.acme.Norms of "
              + at(norms)
              + ". Hint: remove one of them.",
          thrown.getMessage());
      assertEquals(List.of("acme:rms-norm"), plugins.kind(NormalizerProvider.class).names());
    }
  }

  @Test
  void reportsBrokenProvidersOfIncludedKindsOnce() throws IOException {
    Path broken =
        normalizers("Broken", rmsNorm("Broken").replace("\"acme\"", "String.valueOf((Object) 1)"));
    String message =
        "[normalizer] provider com.acme.Broken is left out: expected a namespace in kebab-case such"
            + " as \"my-company\", got \"1\". At "
            + at(broken)
            + ".";
    RecordedLog log = new RecordedLog();
    Logger logger = Logger.getLogger(Plugins.class.getName());
    logger.addHandler(log);
    logger.setUseParentHandlers(false);
    try (URLClassLoader loader = PluginJar.loader(broken)) {
      Plugins plugins = Plugins.load(loader);
      Registry<?> layers = plugins.kind(LayerProvider.class);
      Registry<?> normalizers = plugins.kind(NormalizerProvider.class);

      assertEquals(List.of(Level.WARNING + ": " + message), log.lines);
      assertEquals(normalizers.problems(), layers.problems());
      assertEquals(message, layers.problems().get(0).message());
      Plugins strict = Plugins.load(loader, Strictness.STRICT);
      assertEquals(
          message,
          assertThrows(BrokenProviderException.class, () -> strict.kind(LayerProvider.class))
              .getMessage());
    } finally {
      logger.removeHandler(log);
      logger.setUseParentHandlers(true);
    }
  }

  @Test
  void aProviderOfTheIncludingKindListsNoIncludedComponents() throws IOException {
    Path misplaced =
        AcmeJars.jar(
            directory.resolve("misplaced.jar"),
            "Misplaced",
            rmsNorm("Misplaced")
                .replace("NormalizerProvider {", "LayerProvider {")
                .replace("? extends Normalizer,", "? extends Layer,"));
    try (URLClassLoader loader = PluginJar.loader(misplaced)) {
      Plugins strict = Plugins.load(loader, Strictness.STRICT);

      BrokenProviderException thrown =
          assertThrows(BrokenProviderException.class, () -> strict.kind(LayerProvider.class));

      assertEquals(
          "[layer] provider com.acme.Misplaced is left out: expected configs of layers that are no"
              + " normalizers, got com.acme.Misplaced$RmsNorm$Config, which belongs into a"
              + " NormalizerProvider. At "
              + at(misplaced)
              + ".",
          thrown.getMessage());
    }
  }
}
