package org.gradus.core.plugin;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.gradus.core.text.Spelling;

/**
 * The components of one kind, and of those that it {@linkplain Includes includes}, by name and by
 * config.
 *
 * <p>Names are {@code namespace:name}; without a namespace, {@code gradus} is meant. Immutable and
 * thread-safe. Got from {@link Plugins#kind}.
 *
 * @param <T> the kind's interface
 */
public final class Registry<T> {
  private static final char SEPARATOR = ':';
  private static final String OURS = ProviderSearch.RESERVED + SEPARATOR;

  private final Class<?> provider;
  private final String kind;
  private final Plugins plugins;
  private final List<ProviderProblem> problems;
  private final Map<String, Entry<T>> byName = new TreeMap<>();
  private final Map<Class<?>, Entry<T>> byConfig = new HashMap<>();

  private Registry(
      Class<?> provider,
      Plugins plugins,
      List<ProviderSearch.Found<T>> providers,
      List<ProviderProblem> problems) {
    this.provider = provider;
    this.kind = Kinds.nameOf(provider);
    this.plugins = plugins;
    this.problems = problems;
    providers.forEach(this::register);
  }

  private record Entry<T>(
      String name, Component<? extends T, ?> component, ProviderOrigin origin) {}

  static <T> Registry<T> load(
      Class<? extends Provider<T>> provider, Strictness strictness, Plugins plugins) {
    List<ProviderSearch.Found<T>> providers = new ArrayList<>();
    List<ProviderProblem> problems = new ArrayList<>();
    for (Class<?> kind : Kinds.withIncluded(provider)) {
      ProviderSearch.Result<T> found = plugins.providersOf(Registry.<T>narrowed(kind));
      providers.addAll(found.providers());
      problems.addAll(found.problems());
    }
    providers.sort(Comparator.comparing(found -> found.origin().className()));
    problems.sort(Comparator.comparing(ProviderProblem::message));
    if (strictness == Strictness.STRICT && !problems.isEmpty()) {
      throw new BrokenProviderException(problems);
    }
    return new Registry<>(provider, plugins, providers, List.copyOf(problems));
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // the interface of an included kind extends T
  private static <T> Class<? extends Provider<T>> narrowed(Class<?> included) {
    return (Class) included.asSubclass(Provider.class);
  }

  private void register(ProviderSearch.Found<T> found) {
    for (Component<? extends T, ?> component : found.components()) {
      String name = found.namespace() + SEPARATOR + component.name();
      Entry<T> entry = new Entry<>(name, component, found.origin());
      Entry<T> other = byName.putIfAbsent(name, entry);
      if (other != null) {
        throw duplicate("component " + name, other, entry);
      }
      other = byConfig.putIfAbsent(component.config(), entry);
      if (other != null) {
        throw duplicate("config " + component.config().getTypeName(), other, entry);
      }
    }
  }

  private DuplicateComponentException duplicate(String what, Entry<T> first, Entry<T> second) {
    String message =
        "[%s] %s is claimed twice: expected one provider, got %s and %s. Hint: remove one of them."
            .formatted(kind, what, first.origin(), second.origin());
    return new DuplicateComponentException(message, first.name(), first.origin(), second.origin());
  }

  /**
   * Returns what messages call the kind.
   *
   * @return the name of its provider interface without the ending, such as {@code module}
   */
  public String kind() {
    return kind;
  }

  /**
   * Returns the names of all components.
   *
   * @return qualified names, sorted
   */
  public List<String> names() {
    return List.copyOf(byName.keySet());
  }

  /**
   * Returns what is wrong with providers of the kind.
   *
   * @return the problems, sorted by message; empty if all providers can be used
   */
  public List<ProviderProblem> problems() {
    return problems;
  }

  /**
   * Returns a component.
   *
   * @param name its name, qualified, or one of this library's
   * @return the component
   * @throws UnknownComponentException if there is none of this name
   */
  public Component<? extends T, ?> component(String name) {
    return find(name).orElseThrow(() -> unknown(missing(name), name, hintFor(name)));
  }

  /**
   * Returns the name of the component that a config record is for.
   *
   * @param config the class of a config
   * @return its qualified name
   * @throws UnknownComponentException if no component of this kind has such a config
   */
  public String nameOf(Class<?> config) {
    return findName(config)
        .orElseThrow(
            () -> {
              String statement =
                  "unknown config: expected that of %s, got %s"
                      .formatted(available(), config.getTypeName());
              String hint = "list its component in a provider." + brokenProviders();
              return unknown(statement, config.getTypeName(), hint);
            });
  }

  /**
   * Makes a component of a config.
   *
   * @param config the config
   * @return a new component
   * @throws UnknownComponentException if no component of this kind has such a config
   */
  public T create(ComponentConfig<? extends Provider<? super T>> config) {
    Record made = Plugins.recordOf(config);
    return create(component(nameOf(made.getClass())), made);
  }

  /**
   * Makes a component of its name and its config as JSON.
   *
   * @param name its name, qualified, or one of this library's
   * @param config the config: {@code {"in": 784, "out": 10}}
   * @return a new component
   * @throws UnknownComponentException if there is none of this name
   * @throws org.gradus.core.json.JsonBindingException if the text is no such config
   */
  public T create(String name, String config) {
    Component<? extends T, ?> component = component(name);
    return create(component, plugins.json().read(config, component.config()));
  }

  /**
   * Makes a component of JSON that names it.
   *
   * @param json {@code {"type": "gradus:linear", "config": {"in": 784, "out": 10}}}
   * @return a new component
   * @throws org.gradus.core.json.JsonBindingException if the text is malformed, does not fit, or
   *     names a component that there is not
   */
  public T createFromJson(String json) {
    Record config = plugins.json().readVariant(json, provider);
    return create(component(nameOf(config.getClass())), config);
  }

  private <S extends T, C extends Record> T create(Component<S, C> component, Record config) {
    return component.factory().create(component.config().cast(config), plugins);
  }

  Optional<Component<? extends T, ?>> find(String name) {
    return Optional.ofNullable(byName.get(qualified(name))).map(Entry::component);
  }

  Optional<String> findName(Class<?> config) {
    return Optional.ofNullable(byConfig.get(config)).map(Entry::name);
  }

  /** Says that a name is missing, without subject and final stop. */
  String missing(String name) {
    return "unknown component: expected %s, got \"%s\"".formatted(available(), name);
  }

  private String available() {
    return byName.isEmpty()
        ? "a component of some provider (there is none)"
        : "one of " + String.join(", ", byName.keySet());
  }

  /** Says what to do about a missing name. */
  String hintFor(String name) {
    String qualified = qualified(name);
    String namespace = qualified.substring(0, qualified.indexOf(SEPARATOR) + 1);
    String local = qualified.substring(namespace.length());
    List<String> shortened = byName.keySet().stream().map(Registry::shortened).toList();
    Optional<String> meant =
        shortened.stream()
            .filter(candidate -> candidate.endsWith(SEPARATOR + local))
            .findFirst()
            .or(() -> Spelling.nearest(shortened(qualified), shortened));
    String advice =
        meant
            .map(candidate -> "did you mean \"" + candidate + "\"?")
            .orElse(
                "add the jar that provides it to the class path or the module path"
                    + (byName.keySet().stream().anyMatch(known -> known.startsWith(namespace))
                        ? "."
                        : "; nothing there has the namespace \"%s\"."
                            .formatted(namespace.substring(0, namespace.length() - 1))));
    return advice + brokenProviders();
  }

  private String brokenProviders() {
    return problems.isEmpty()
        ? ""
        : problems.stream()
            .map(ProviderProblem::message)
            .collect(Collectors.joining(" ", " A broken provider may have it: ", ""));
  }

  private UnknownComponentException unknown(String statement, String name, String hint) {
    String message = "[%s] %s. Hint: %s".formatted(kind, statement, hint);
    return new UnknownComponentException(message, kind, name, byName.keySet());
  }

  private static String qualified(String name) {
    return name.indexOf(SEPARATOR) < 0 ? OURS + name : name;
  }

  /** Returns a qualified name without the namespace that needs no mention. */
  static String shortened(String qualified) {
    return qualified.startsWith(OURS) ? qualified.substring(OURS.length()) : qualified;
  }
}
