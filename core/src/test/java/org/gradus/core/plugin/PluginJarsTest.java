package org.gradus.core.plugin;

import static org.gradus.core.plugin.AcmeJars.at;
import static org.gradus.core.plugin.AcmeJars.jar;
import static org.gradus.core.plugin.AcmeJars.provider;
import static org.gradus.core.plugin.AcmeJars.swish;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import org.gradus.core.plugin.kinds.LayerProvider;
import org.gradus.core.plugin.kinds.OurLayers;
import org.gradus.core.plugin.kinds.WeightInitializerProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real jars of strangers, behind class loaders of their own. */
class PluginJarsTest {
  private static final String OURS = "gradus:linear, gradus:relu, gradus:sequential";

  @TempDir Path directory;

  @Test
  void aGoodJarIsSimplyThere() throws IOException {
    Path acme = jar(directory.resolve("acme.jar"), "Acme", swish("Acme"));
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
    Path acme = jar(directory.resolve("acme.jar"), "Acme", swish("Acme"));
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
    Path acme = jar(directory.resolve("acme.jar"), "Acme", swish("Acme"));
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
    Path acme = jar(directory.resolve("acme.jar"), "Acme", swish("Acme"));
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
    Path first = jar(directory.resolve("first.jar"), "First", swish("First"));
    Path second = jar(directory.resolve("second.jar"), "Second", swish("Second"));
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
            directory.resolve("thief.jar"),
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
    Path old = jar(directory.resolve("acme-1.0.jar"), "Acme", swish("Acme"));
    Path young = jar(directory.resolve("acme-1.1.jar"), "Acme", swish("Acme"));
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

  private static List<String> messages(Registry<?> registry) {
    return registry.problems().stream().map(ProviderProblem::message).toList();
  }
}
