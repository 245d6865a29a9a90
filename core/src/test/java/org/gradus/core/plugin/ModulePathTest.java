package org.gradus.core.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.File;
import java.io.IOException;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gradus.core.plugin.kinds.LayerProvider;
import org.gradus.core.plugin.kinds.OurInitializers;
import org.gradus.core.plugin.kinds.OurLayers;
import org.gradus.core.plugin.kinds.WeightInitializerProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packed library as an automatic module, beside kinds, plugins and an application that are
 * modules too.
 */
class ModulePathTest {
  private static final Set<String> LIBRARIES =
      Set.of("guava", "failureaccess", "jspecify", "jackson-core");

  private static final String APPLICATION =
      """
      package com.example;

      import org.gradus.core.plugin.*;
      import org.gradus.core.plugin.kinds.*;

      public final class Application implements java.util.function.Supplier<String> {
        public String get() {
          Plugins plugins = Plugins.load(Application.class.getClassLoader(), Strictness.STRICT);
          Registry<Layer> layers = plugins.kind(LayerProvider.class);
          String json = plugins.write(layers.create("acme:swish", "{\\"beta\\": 1}").config());
          return layers.createFromJson(json).getClass().getModule() + " "
              + Plugins.class.getModule() + " " + layers.names();
        }
      }
      """;

  private static final String SWISH =
      """
      package com.acme.swish;

      import java.util.List;
      import org.gradus.core.plugin.*;
      import org.gradus.core.plugin.kinds.*;

      public final class Swish implements LayerProvider {
        public String namespace() { return "acme"; }
        public List<Component<? extends Layer, ?>> components() {
          return List.of(Component.of("swish", Made.Config.class, Made::new));
        }
        public record Made(Config config) implements Layer {
          public record Config(double beta) implements Layer.Config {}
        }
      }
      """;

  @TempDir Path directory;

  private List<Path> libraryAndKinds() throws IOException, URISyntaxException {
    List<Path> modules = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      String name = Path.of(entry).getFileName().toString().replaceFirst("-[0-9].*", "");
      if (LIBRARIES.contains(name)) {
        modules.add(Path.of(entry));
      }
    }
    modules.add(
        automatic("org.gradus.core", classesOf(Plugins.class), "gradus-core.jar", Path.of("")));
    modules.add(
        automatic(
            "org.gradus.core.plugin.kinds",
            classesOf(OurLayers.class),
            "kinds.jar",
            Path.of("org", "gradus", "core", "plugin", "kinds")));
    return modules;
  }

  private static Path classesOf(Class<?> type) throws URISyntaxException {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
  }

  /** Packs a folder of compiled classes with the name of a module, as the build does. */
  private Path automatic(String module, Path classes, String jar, Path folder) throws IOException {
    Path copy = directory.resolve(module);
    try (Stream<Path> files = Files.walk(classes.resolve(folder))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = copy.resolve(classes.relativize(file));
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
      }
    }
    Path services = Files.createDirectories(copy.resolve("META-INF/services"));
    if (!folder.toString().isEmpty()) {
      Files.writeString(services.resolve(LayerProvider.class.getName()), OurLayers.class.getName());
      Files.writeString(
          services.resolve(WeightInitializerProvider.class.getName()),
          OurInitializers.class.getName());
    }
    Files.writeString(
        copy.resolve("META-INF/MANIFEST.MF"),
        "Manifest-Version: 1.0\nAutomatic-Module-Name: " + module + "\n");
    return PluginJar.pack(copy, directory.resolve(jar));
  }

  private String run(List<Path> modules) throws ReflectiveOperationException {
    List<Path> all = new ArrayList<>(modules);
    Path application =
        PluginJar.at(directory.resolve("application.jar"))
            .modulePath(modules)
            .source(
                "module-info",
                """
                module com.example {
                  requires org.gradus.core;
                  requires org.gradus.core.plugin.kinds;
                  exports com.example;
                }
                """)
            .source("com.example.Application", APPLICATION)
            .build();
    all.add(application);
    // An automatic module does not resolve the named modules that it needs, so that a command line
    // needs --add-modules ALL-MODULE-PATH; the roots are the same here.
    ModuleFinder finder = ModuleFinder.of(all.toArray(Path[]::new));
    Set<String> everything =
        finder.findAll().stream()
            .map(module -> module.descriptor().name())
            .collect(Collectors.toSet());
    ModuleLayer boot = ModuleLayer.boot();
    Configuration configuration =
        boot.configuration().resolve(finder, ModuleFinder.of(), everything);
    ModuleLayer layer =
        boot.defineModulesWithOneLoader(configuration, ClassLoader.getPlatformClassLoader());
    Class<?> main = layer.findLoader("com.example").loadClass("com.example.Application");
    return (String) ((Supplier<?>) main.getConstructor().newInstance()).get();
  }

  /** Builds a module that declares its provider. */
  private Path declared(List<Path> modules, String exports) {
    return PluginJar.at(directory.resolve("acme.jar"))
        .modulePath(modules)
        .source(
            "module-info",
            """
            module com.acme.swish {
              requires org.gradus.core;
              requires org.gradus.core.plugin.kinds;
              EXPORTS
              provides org.gradus.core.plugin.kinds.LayerProvider with com.acme.swish.Swish;
            }
            """
                .replace("EXPORTS", exports))
        .source("com.acme.swish.Swish", SWISH)
        .build();
  }

  @Test
  void findsAModuleThatDeclaresItsProvider() throws Exception {
    List<Path> modules = libraryAndKinds();
    modules.add(declared(modules, "exports com.acme.swish;"));

    assertEquals(
        "module com.acme.swish module org.gradus.core"
            + " [acme:swish, gradus:linear, gradus:relu, gradus:sequential]",
        run(modules));
  }

  @Test
  void reportsAModuleThatKeepsItsConfigsToItself() throws Exception {
    List<Path> modules = libraryAndKinds();
    Path acme = declared(modules, "");
    modules.add(acme);

    IllegalStateException thrown = assertThrows(IllegalStateException.class, () -> run(modules));

    assertEquals(
        "[layer] provider com.acme.swish.Swish is left out: it threw"
            + " java.lang.IllegalArgumentException: [com.acme.swish.Swish$Made$Config] record is"
            + " not accessible: expected a public class in an exported package, got one that module"
            + " com.acme.swish keeps to itself. At "
            + PluginJar.url(acme)
            + ".",
        thrown.getMessage());
  }

  @Test
  void findsAnAutomaticModuleByItsServiceFile() throws Exception {
    List<Path> modules = libraryAndKinds();
    Path acme =
        PluginJar.at(directory.resolve("acme-swish-1.0.jar"))
            .source("com.acme.swish.Swish", SWISH)
            .service(LayerProvider.class, "com.acme.swish.Swish")
            .build();
    modules.add(acme);

    assertEquals(
        "module acme.swish module org.gradus.core"
            + " [acme:swish, gradus:linear, gradus:relu, gradus:sequential]",
        run(modules));
  }
}
