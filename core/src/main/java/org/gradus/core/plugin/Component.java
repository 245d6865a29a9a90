package org.gradus.core.plugin;

import java.util.function.Function;
import org.gradus.core.internal.text.KebabCase;

/**
 * A component that can be made by name: its name, the record it is configured by, and how it is
 * made.
 *
 * @param name the name within its namespace, in kebab-case: {@code batch-norm}
 * @param config the class of the config; implements the kind's {@link ComponentConfig}, belongs to
 *     this component alone and can be JSON, see {@link org.gradus.core.json.Json}
 * @param factory makes the component of a config
 * @param <T> the type of the component
 * @param <C> the type of the config
 */
public record Component<T, C extends Record>(
    String name, Class<C> config, Factory<? super C, ? extends T> factory) {

  /**
   * Checks the name.
   *
   * @throws IllegalArgumentException if the name is not kebab-case, of at most 64 characters
   */
  public Component {
    if (!KebabCase.matches(name)) {
      throw new IllegalArgumentException(
          ("[component] name is malformed: expected kebab-case such as \"batch-norm\", at most 64"
                  + " characters, got \"%s\".")
              .formatted(name));
    }
  }

  /**
   * Returns a component that is made of its config alone.
   *
   * @param <T> the type of the component
   * @param <C> the type of the config
   * @param name the name within its namespace, in kebab-case
   * @param config the class of the config
   * @param factory makes the component of a config, mostly a constructor
   * @return the component
   * @throws IllegalArgumentException if the name is not kebab-case
   */
  public static <T, C extends Record> Component<T, C> of(
      String name, Class<C> config, Function<? super C, ? extends T> factory) {
    return new Component<>(name, config, (made, plugins) -> factory.apply(made));
  }

  /**
   * Returns a component that is made of other components, whose configs are in its own.
   *
   * @param <T> the type of the component
   * @param <C> the type of the config
   * @param name the name within its namespace, in kebab-case
   * @param config the class of the config
   * @param factory makes the component of a config, and its parts by {@link Plugins#create}
   * @return the component
   * @throws IllegalArgumentException if the name is not kebab-case
   */
  public static <T, C extends Record> Component<T, C> composite(
      String name, Class<C> config, Factory<? super C, ? extends T> factory) {
    return new Component<>(name, config, factory);
  }

  /**
   * Makes a component of its config.
   *
   * @param <C> the type of the config
   * @param <T> the type of the component
   */
  @FunctionalInterface
  public interface Factory<C, T> {
    /**
     * Makes a new component.
     *
     * @param config the config, valid in itself
     * @param plugins makes the components inside, if there are any
     * @return a new component
     */
    T create(C config, Plugins plugins);
  }
}
