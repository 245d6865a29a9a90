package com.example.application;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.example.rival.RivalModules;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gradus.core.plugin.Plugins;
import org.gradus.core.plugin.Provider;
import org.gradus.layers.initialization.InitializerProvider;
import org.gradus.layers.module.ModuleProvider;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The jar as users get it: a program that knows its components by name alone, in a Java of its own,
 * with the jar on the class path and on the module path, without it, and with a second one.
 *
 * <p>The build runs it when the jar is packed, and says where the jar is.
 */
@EnabledIfSystemProperty(named = "extras.jar", matches = ".+")
class PluginJarIT {
  private final Path plugin = Path.of(System.getProperty("extras.jar"));

  @TempDir Path directory;

  /** Where jars are. */
  enum Place {
    CLASS_PATH,
    MODULE_PATH
  }

  /** What a process said. */
  private record Run(int exit, List<String> out, String errors) {}

  @ParameterizedTest
  @EnumSource
  void trainsSavesAndReloads(Place place) {
    Path model = directory.resolve("model.safetensors");
    Run trained = java(place, List.of(plugin), "train", model);
    assertEquals(0, trained.exit, trained.errors);
    double first = Double.parseDouble(trained.out.get(0).replace("loss ", ""));
    double last = Double.parseDouble(trained.out.get(1).replace("loss ", ""));
    assertTrue(last < first / 2, () -> "loss fell from " + first + " to " + last);

    Run reloaded = java(place, List.of(plugin), "run", model);
    assertEquals(0, reloaded.exit, reloaded.errors);
    assertEquals(trained.out.subList(2, trained.out.size()), reloaded.out);
  }

  @ParameterizedTest
  @EnumSource
  void aModelWithoutItsPluginSaysWhatIsMissing(Place place) {
    Path model = directory.resolve("model.safetensors");
    assertEquals(0, java(place, List.of(plugin), "train", model).exit);
    Run run = java(place, List.of(), "run", model);

    assertEquals(1, run.exit);
    assertEquals(
        String.join(
            "\n",
            "[model file] the architecture is not usable. "
                + missing("module", ModuleProvider.class, "minimal-gated-unit", "0/config/cell"),
            missing("module", ModuleProvider.class, "pixel-norm", "2"),
            missing("module", ModuleProvider.class, "snake", "3"),
            missing("initializer", InitializerProvider.class, "chrono", "4/config/bias")
                + " In "
                + model
                + ".\n"),
        run.errors);
  }

  private static <T> String missing(
      String kind, Class<? extends Provider<T>> provider, String name, String place) {
    String others =
        Plugins.load().kind(provider).names().stream()
            .filter(known -> !known.startsWith("extras:"))
            .collect(Collectors.joining(", "));
    return ("[%s] unknown component: expected one of %s, got \"extras:%s\". At"
            + " /module/config/modules/%s/type. Hint: add the jar that provides it to the class path"
            + " or the module path; nothing there has the namespace \"extras\".")
        .formatted(kind, others, name, place);
  }

  @ParameterizedTest
  @EnumSource
  void twoJarsOfOneNameAreRefused(Place place) throws MalformedURLException {
    Path rival = rivalJar();
    Run run = java(place, List.of(plugin, rival), "train", directory.resolve("model.safetensors"));

    assertEquals(1, run.exit);
    assertEquals(
        ("[module] component extras:snake is claimed twice: expected one provider, got"
                + " com.example.extras.ExtraModules of %s and com.example.rival.RivalModules of %s."
                + " Hint: remove one of them.\n")
            .formatted(plugin.toUri().toURL(), rival.toUri().toURL()),
        run.errors);
  }

  /** Runs the application; its own classes are on the class path. */
  private Run java(Place place, List<Path> plugins, String command, Path model) {
    List<String> jars = new ArrayList<>(libraries());
    plugins.forEach(jar -> jars.add(jar.toString()));
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.add("-Dgradus.kernels=scalar");
    String own = locationOf(Application.class).toString();
    if (place == Place.MODULE_PATH) {
      line.addAll(List.of("--module-path", joined(jars), "--add-modules", "ALL-MODULE-PATH"));
      line.addAll(List.of("-cp", own));
    } else {
      jars.add(own);
      line.addAll(List.of("-cp", joined(jars)));
    }
    line.addAll(List.of(Application.class.getName(), command, model.toString()));
    try {
      Path errors = Files.createTempFile(directory, "errors", ".txt");
      Process process = new ProcessBuilder(line).redirectError(errors.toFile()).start();
      List<String> out = process.inputReader().lines().toList();
      return new Run(process.waitFor(), out, Files.readString(errors));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String joined(List<String> jars) {
    return String.join(File.pathSeparator, jars);
  }

  private static List<String> libraries() {
    String path = System.getProperty("extras.libraries");
    return Arrays.asList(path.split(File.pathSeparator, -1));
  }

  private static Path locationOf(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private Path rivalJar() {
    Path jar = directory.resolve("rival.jar");
    Path classes = locationOf(RivalModules.class);
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out);
        Stream<Path> files = Files.list(classes.resolve("com/example/rival"))) {
      for (Path file : files.toList()) {
        entries.putNextEntry(new JarEntry("com/example/rival/" + file.getFileName()));
        Files.copy(file, entries);
      }
      entries.putNextEntry(new JarEntry("META-INF/services/" + ModuleProvider.class.getName()));
      entries.write(RivalModules.class.getName().getBytes(StandardCharsets.UTF_8));
      return jar;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
