package org.gradus.core.plugin;

import com.google.common.base.Supplier;
import com.google.common.base.Suppliers;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.gradus.core.json.Json;

/**
 * Finds components by name, makes them of their configs, and turns configs into JSON and back.
 *
 * <p>Built from an explicit class loader; holds no static state and shares none with other
 * instances. The providers of a kind are loaded when the kind is first asked for, and once.
 * Thread-safe.
 *
 * <pre>{@code
 * Plugins plugins = Plugins.load();
 * Module layer = plugins.create(new Linear.Config(784, 10));
 * String json = plugins.write(layer.config()); // {"type":"gradus:linear","config":{…}}
 * Module same = plugins.kind(ModuleProvider.class).createFromJson(json);
 * }</pre>
 */
public final class Plugins {
  private static final Logger LOGGER = System.getLogger(Plugins.class.getName());

  private final ClassLoader loader;
  private final Strictness strictness;
  private final Json json = Json.with(new ComponentVariants(this));
  private final Map<Class<?>, Supplier<ProviderSearch.Result<?>>> searches =
      new ConcurrentHashMap<>();
  private final Map<Class<?>, Supplier<Registry<?>>> registries = new ConcurrentHashMap<>();

  private Plugins(ClassLoader loader, Strictness strictness) {
    this.loader = loader;
    this.strictness = strictness;
  }

  /**
   * Finds providers by the thread's context class loader, or by this library's own if there is
   * none, and leaves out broken ones with a warning.
   *
   * @return a new registry of everything
   */
  public static Plugins load() {
    return load(
        Optional.ofNullable(Thread.currentThread().getContextClassLoader())
            .orElseGet(Plugins.class::getClassLoader));
  }

  /**
   * Finds providers by a class loader, and leaves out broken ones with a warning.
   *
   * @param loader sees the providers: those of its jars and modules, and of its parents'
   * @return a new registry of everything
   */
  public static Plugins load(ClassLoader loader) {
    return load(loader, Strictness.LENIENT);
  }

  /**
   * Finds providers by a class loader.
   *
   * @param loader sees the providers: those of its jars and modules, and of its parents'
   * @param strictness what happens when a provider cannot be used
   * @return a new registry of everything
   */
  public static Plugins load(ClassLoader loader, Strictness strictness) {
    return new Plugins(loader, strictness);
  }

  /**
   * Returns the components of a kind, and of those that it {@linkplain Includes includes}.
   *
   * @param <T> the kind's interface
   * @param kind the provider interface of the kind
   * @return its components
   * @throws DuplicateComponentException if two providers claim one name
   * @throws BrokenProviderException in strict mode, if a provider cannot be used
   */
  @SuppressWarnings("unchecked") // the registry of Class<? extends Provider<T>> is a Registry<T>
  public <T> Registry<T> kind(Class<? extends Provider<T>> kind) {
    return (Registry<T>)
        registries
            .computeIfAbsent(
                kind, absent -> Suppliers.memoize(() -> Registry.load(kind, strictness, this)))
            .get();
  }

  /**
   * Returns the providers of one kind, without those of included kinds. They are searched for once;
   * what is wrong with them is then logged, unless it will be thrown.
   */
  @SuppressWarnings("unchecked") // the search for a Class<? extends Provider<T>> finds a Result<T>
  <T> ProviderSearch.Result<T> providersOf(Class<? extends Provider<T>> kind) {
    return (ProviderSearch.Result<T>)
        searches.computeIfAbsent(kind, absent -> Suppliers.memoize(() -> search(kind))).get();
  }

  private <T> ProviderSearch.Result<T> search(Class<? extends Provider<T>> kind) {
    ProviderSearch.Result<T> found = ProviderSearch.search(kind, Kinds.nameOf(kind), json, loader);
    if (strictness == Strictness.LENIENT) {
      for (ProviderProblem problem : found.problems()) {
        LOGGER.log(Level.WARNING, problem.message(), problem.cause().orElse(null));
      }
    }
    found
        .providers()
        .forEach(
            provider ->
                LOGGER.log(
                    Level.DEBUG,
                    () -> "[%s] provider %s".formatted(Kinds.nameOf(kind), provider.origin())));
    return found;
  }

  /**
   * Returns the components of a kind that is only known at run time.
   *
   * @param kind the provider interface of some kind, as {@link Kinds#ofConfig} finds it
   */
  @SuppressWarnings({"unchecked", "rawtypes"}) // whatever T is, it is the kind's own
  Registry<?> registryOf(Class<?> kind) {
    return kind((Class) kind.asSubclass(Provider.class));
  }

  /**
   * Makes the component that a config is for.
   *
   * @param <T> the kind's interface
   * @param config the config of a component
   * @return a new component
   * @throws UnknownComponentException if no provider has a component of this config
   * @throws DuplicateComponentException if two providers of the kind claim one name
   * @throws BrokenProviderException in strict mode, if a provider of the kind cannot be used
   */
  @SuppressWarnings("unchecked") // the kind P of a ComponentConfig<P extends Provider<T>> makes Ts
  public <T> T create(ComponentConfig<? extends Provider<T>> config) {
    return ((Registry<T>) registryOf(kindOf(config))).create(config);
  }

  /**
   * Writes the config of a component with the component's name.
   *
   * @param config the config of a component
   * @return {@code {"type": "gradus:linear", "config": {…}}} on one line
   * @throws UnknownComponentException if no provider has a component of this config
   * @throws IllegalArgumentException if the config is nested too deep to be read again
   */
  public String write(ComponentConfig<?> config) {
    return json.writeVariant(recordOf(config), kindOf(config));
  }

  /**
   * Returns the JSON of records whose components may be configs, declared by the config interface
   * of their kind: metadata of models and of checkpoints.
   *
   * @return a binding that writes on one line
   */
  public Json json() {
    return json;
  }

  static Record recordOf(ComponentConfig<?> config) {
    if (config instanceof Record record) {
      return record;
    }
    throw new IllegalArgumentException(
        "[plugins] config is of no use: expected a record, got an instance of %s."
            .formatted(config.getClass().getTypeName()));
  }

  private static Class<?> kindOf(ComponentConfig<?> config) {
    return Kinds.ofConfig(config.getClass())
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    ("[plugins] config has no kind: expected a class that implements"
                            + " ComponentConfig of a provider interface, got %s.")
                        .formatted(config.getClass().getTypeName())));
  }
}
