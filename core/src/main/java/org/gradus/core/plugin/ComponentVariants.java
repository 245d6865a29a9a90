package org.gradus.core.plugin;

import java.lang.reflect.Type;
import java.util.Optional;
import org.gradus.core.json.Variants;

/**
 * Lets JSON name components where a config interface is declared. The families are the kinds.
 *
 * @param plugins has the registries
 */
record ComponentVariants(Plugins plugins) implements Variants {
  @Override
  public Optional<Class<?>> familyOf(Type declared) {
    return Kinds.ofConfig(declared);
  }

  @Override
  public Optional<Class<? extends Record>> recordNamed(
      String name, Class<?> family, Report report) {
    Registry<?> registry = plugins.registryOf(family);
    Optional<Class<? extends Record>> config = registry.find(name).map(Component::config);
    if (config.isEmpty()) {
      report.add(registry.kind(), registry.missing(name), registry.hintFor(name));
    }
    return config;
  }

  @Override
  public String nameOf(Class<? extends Record> type, Class<?> family) {
    return plugins.registryOf(family).nameOf(type);
  }

  @Override
  public Optional<String> subjectOf(Class<?> type) {
    if (Provider.class.isAssignableFrom(type)) {
      return Optional.of(Kinds.nameOf(type));
    }
    return Kinds.ofConfig(type)
        .flatMap(kind -> plugins.registryOf(kind).findName(type))
        .map(Registry::shortened);
  }
}
