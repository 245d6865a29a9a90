package org.gradus.core.plugin;

import java.nio.file.Path;
import org.gradus.core.plugin.kinds.LayerProvider;

/** The jars of a stranger who provides a layer. */
final class AcmeJars {
  private AcmeJars() {}

  /** A provider of one layer, the source of a whole file. */
  static String provider(String className, String namespace, String components) {
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

  /** A provider of {@code acme:swish}. */
  static String swish(String className) {
    return provider(
        className, "\"acme\"", "List.of(Component.of(\"swish\", Swish.Config.class, Swish::new))");
  }

  /** Packs a provider of layers. */
  static Path jar(Path jar, String className, String source) {
    return PluginJar.at(jar)
        .source("com.acme." + className, source)
        .service(LayerProvider.class, "com.acme." + className)
        .build();
  }

  /** The location of a jar as messages show it. */
  static String at(Path jar) {
    return PluginJar.url(jar).toString();
  }
}
