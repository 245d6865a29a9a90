package org.gradus.core.plugin;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.Spliterator;
import org.gradus.core.internal.text.KebabCase;
import org.gradus.core.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * Finds the providers of one kind, and sorts out those that cannot be used.
 *
 * @param <T> the kind's interface
 */
final class ProviderSearch<T> {
  /** The namespace of this library. */
  static final String RESERVED = "gradus";

  /**
   * Where providers of the reserved namespace must be. This guards against mistakes, such as a
   * provider copied from here; it cannot guard against malice, since code on the class path may be
   * in any package.
   */
  private static final String RESERVED_PACKAGE = "org.gradus.";

  /** After so many failures, the service loader is taken to make no progress. */
  private static final int MAX_FAILURES = 1_000;

  private final Class<? extends Provider<T>> kind;
  private final String kindName;
  private final Json json;
  private final ServiceFiles files;
  private final List<Found<T>> found = new ArrayList<>();
  private final Set<String> examined = new HashSet<>();
  private final List<ProviderProblem> problems = new ArrayList<>();

  private ProviderSearch(
      Class<? extends Provider<T>> kind, String kindName, Json json, ClassLoader loader) {
    this.kind = kind;
    this.kindName = kindName;
    this.json = json;
    this.files = ServiceFiles.of(kind, loader);
  }

  /**
   * A provider that can be used.
   *
   * @param origin which it is
   * @param namespace its namespace
   * @param components its components
   */
  record Found<T>(
      ProviderOrigin origin, String namespace, List<Component<? extends T, ?>> components) {}

  /**
   * What there is, in an order that does not depend on that of the jars.
   *
   * @param providers those that can be used, by class name
   * @param problems what is wrong with the others
   */
  record Result<T>(List<Found<T>> providers, List<ProviderProblem> problems) {}

  static <T> Result<T> search(
      Class<? extends Provider<T>> kind, String kindName, Json json, ClassLoader loader) {
    // On the module path a module must use what it loads. As an automatic module this one uses
    // everything; should it ever get a declaration, this is what lets it load kinds it cannot know.
    ProviderSearch.class.getModule().addUses(kind);
    ProviderSearch<T> search = new ProviderSearch<>(kind, kindName, json, loader);
    search.collect(ServiceLoader.load(kind, loader).stream().spliterator());
    search.found.sort(Comparator.comparing(provider -> provider.origin().className()));
    search.problems.sort(Comparator.comparing(ProviderProblem::message));
    return new Result<>(List.copyOf(search.found), List.copyOf(search.problems));
  }

  private void collect(
      Spliterator<? extends ServiceLoader.Provider<? extends Provider<T>>> candidates) {
    List<Throwable> failures = new ArrayList<>();
    boolean more = true;
    while (more) {
      try {
        more = candidates.tryAdvance(this::examine);
      } catch (ServiceConfigurationError | LinkageError unloadable) {
        failures.add(unloadable);
        more = failures.size() < MAX_FAILURES;
      }
    }
    for (Throwable failure : failures) {
      String said = String.valueOf(failure.getMessage());
      String statement = "cannot be loaded: " + described(failure);
      report(files.blamed(said, examined), statement, Optional.of(failure));
    }
  }

  private void examine(ServiceLoader.Provider<? extends Provider<T>> candidate) {
    ProviderOrigin origin = ProviderOrigin.of(candidate.type());
    examined.add(origin.className());
    try {
      Provider<T> provider = candidate.get();
      String namespace = provider.namespace();
      List<Component<? extends T, ?>> components = provider.components();
      complaint(candidate.type(), namespace, components)
          .ifPresentOrElse(
              complaint -> report(origin, "is left out: " + complaint, Optional.empty()),
              () -> found.add(new Found<>(origin, namespace, List.copyOf(components))));
    } catch (ServiceConfigurationError | LinkageError | RuntimeException broken) {
      Throwable cause = broken;
      if (broken instanceof ServiceConfigurationError && broken.getCause() != null) {
        cause = broken.getCause(); // what the constructor threw
      }
      report(origin, "is left out: it threw " + cause, Optional.of(cause));
    }
    Set<String> locations = files.locations(origin.className());
    if (locations.size() > 1) {
      String statement = "is in several jars: expected one, got " + String.join(" and ", locations);
      report(origin, statement, Optional.empty());
    }
  }

  private void report(ProviderOrigin origin, String statement, Optional<Throwable> cause) {
    problems.add(new ProviderProblem(kindName, origin, statement, cause));
  }

  private String described(Throwable failure) {
    String text = failure.toString();
    String prefix = ServiceConfigurationError.class.getName() + ": " + kind.getName() + ": ";
    return text.startsWith(prefix) ? text.substring(prefix.length()) : text;
  }

  /** Says what is wrong with what a provider returned; strangers may return null. */
  private Optional<String> complaint(
      Class<?> provider,
      @Nullable String namespace,
      @Nullable List<? extends @Nullable Component<?, ?>> components) {
    if (namespace == null || !KebabCase.matches(namespace)) {
      return Optional.of(
          "expected a namespace in kebab-case such as \"my-company\", got " + quoted(namespace));
    }
    if (namespace.equals(RESERVED) && !provider.getName().startsWith(RESERVED_PACKAGE)) {
      return Optional.of(
          "expected a namespace of its own, got \"gradus\", which is reserved for packages of"
              + " org.gradus");
    }
    if (components == null) {
      return Optional.of("expected a list of components, got null");
    }
    Set<String> names = new HashSet<>();
    Set<Class<?>> configs = new HashSet<>();
    for (Component<?, ?> component : components) {
      if (component == null) {
        return Optional.of("expected a list of components, got one with a null in it");
      }
      Optional<String> complaint = complaint(component);
      if (complaint.isPresent()) {
        return complaint;
      }
      if (!names.add(component.name())) {
        return Optional.of("expected different names, got \"" + component.name() + "\" twice");
      }
      if (!configs.add(component.config())) {
        String config = component.config().getTypeName();
        return Optional.of("expected a config record for each component, got " + config + " twice");
      }
    }
    return Optional.empty();
  }

  private Optional<String> complaint(Component<?, ?> component) {
    Class<? extends Record> config = component.config();
    Optional<Class<?>> told = Kinds.ofConfig(config);
    if (told.isPresent() && told.get() != kind && Kinds.withIncluded(kind).contains(told.get())) {
      return Optional.of(
          "expected configs of %ss that are no %ss, got %s, which belongs into a %s"
              .formatted(
                  kindName,
                  Kinds.nameOf(told.get()),
                  config.getTypeName(),
                  told.get().getSimpleName()));
    }
    if (!told.equals(Optional.of(kind))) {
      return Optional.of(
          "expected a config that implements ComponentConfig<%s>, got %s"
              .formatted(kind.getSimpleName(), config.getTypeName()));
    }
    json.check(config);
    return Optional.empty();
  }

  private static String quoted(@Nullable String text) {
    return text == null ? "null" : "\"" + text + "\"";
  }
}
