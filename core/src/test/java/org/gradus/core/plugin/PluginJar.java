package org.gradus.core.plugin;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler.CompilationTask;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Builds the jar of a stranger: compiles sources and packs them with service files. */
final class PluginJar {
  private final Path jar;
  private final Map<String, String> sources = new LinkedHashMap<>();
  private final Map<String, String> files = new LinkedHashMap<>();
  private final List<String> left = new ArrayList<>();
  private List<String> options = List.of("-proc:none");

  private PluginJar(Path jar) {
    this.jar = jar;
  }

  static PluginJar at(Path jar) {
    return new PluginJar(jar);
  }

  /** Adds a source file. */
  PluginJar source(String className, String text) {
    sources.put(className, text);
    return this;
  }

  /** Leaves the classes of a source file out of the jar, after compiling against them. */
  PluginJar without(String className) {
    left.add(className.replace('.', '/') + ".class");
    return this;
  }

  /** Lists providers. */
  PluginJar service(Class<?> kind, String... classNames) {
    return file("META-INF/services/" + kind.getName(), String.join("\n", classNames) + "\n");
  }

  /** Adds a file. */
  PluginJar file(String name, String text) {
    files.put(name, text);
    return this;
  }

  /** Compiles against modules instead of the class path. */
  PluginJar modulePath(List<Path> modules) {
    String path = String.join(File.pathSeparator, modules.stream().map(Path::toString).toList());
    options = List.of("-proc:none", "--module-path", path);
    return this;
  }

  Path build() {
    try {
      Path classes = Files.createTempDirectory(jar.getParent(), "classes");
      compileTo(classes);
      for (Map.Entry<String, String> file : files.entrySet()) {
        Path target = classes.resolve(file.getKey());
        Files.createDirectories(target.getParent());
        Files.writeString(target, file.getValue());
      }
      for (String name : left) {
        Files.delete(classes.resolve(name));
      }
      return pack(classes, jar);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private void compileTo(Path classes) {
    List<String> arguments = new ArrayList<>(options);
    arguments.addAll(List.of("-d", classes.toString()));
    List<Source> units =
        sources.entrySet().stream()
            .map(source -> new Source(source.getKey(), source.getValue()))
            .toList();
    StringWriter said = new StringWriter();
    CompilationTask task =
        ToolProvider.getSystemJavaCompiler().getTask(said, null, null, arguments, null, units);
    if (!units.isEmpty() && !task.call()) {
      throw new IllegalStateException(said.toString());
    }
  }

  /** Packs all files of directories into a jar. */
  static Path pack(Path directory, Path jar) throws IOException {
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out);
        Stream<Path> found = Files.walk(directory)) {
      for (Path file : found.filter(Files::isRegularFile).sorted().toList()) {
        entries.putNextEntry(
            new JarEntry(directory.relativize(file).toString().replace('\\', '/')));
        Files.copy(file, entries);
        entries.closeEntry();
      }
    }
    return jar;
  }

  /** Returns a loader of jars whose parent sees the test classes. */
  static URLClassLoader loader(Path... jars) {
    URL[] urls = Stream.of(jars).map(PluginJar::url).toArray(URL[]::new);
    return new URLClassLoader(urls, PluginJar.class.getClassLoader());
  }

  /** Returns a jar's location as messages show it. */
  static URL url(Path jar) {
    try {
      return jar.toUri().toURL();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String className, String text) {
      super(
          URI.create("string:///" + className.replace('.', '/') + ".java"),
          JavaFileObject.Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
