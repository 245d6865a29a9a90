package org.gradus.core.contract;

import java.util.function.Function;
import org.gradus.core.plugin.ComponentConfig;
import org.gradus.core.plugin.Plugins;
import org.gradus.core.plugin.Provider;

/**
 * The check of one component, for those who write the checks of a kind: what does not hold is
 * reported under the component's name.
 *
 * @param component what the component is called in messages
 */
public record Contract(String component) {
  /**
   * Returns the check of the component that a config is for.
   *
   * @param kind the provider interface of its kind
   * @throws org.gradus.core.plugin.UnknownComponentException if no provider lists it
   */
  public static <T> Contract of(
      ComponentConfig<? extends Provider<? super T>> config,
      Class<? extends Provider<T>> kind,
      Plugins plugins) {
    return new Contract(plugins.kind(kind).nameOf(config.getClass()));
  }

  /**
   * Requires that something is equal to what is expected.
   *
   * @param rule what the component must keep to, as a statement
   * @throws ContractViolationError if it is not equal
   */
  public void requireEqual(String rule, Object expected, Object got) {
    require(expected.equals(got), rule, expected.toString(), got.toString());
  }

  /**
   * Requires that something holds.
   *
   * @param rule what the component must keep to, as a statement
   * @throws ContractViolationError if it does not
   */
  public void require(boolean holds, String rule, String expected, String got) {
    if (!holds) {
      throw new ContractViolationError(component, rule, expected, got);
    }
  }

  /**
   * Requires that JSON keeps everything of a config, and that the registry makes of it what it was.
   *
   * @param <T> the kind's interface
   * @param config the config of the component
   * @param kind the provider interface of its kind
   * @param configOf returns what a component was made of
   * @param plugins has the component
   * @return the component, made of the JSON
   * @throws ContractViolationError if the config is not what it was
   */
  public <T> T requireJson(
      ComponentConfig<? extends Provider<? super T>> config,
      Class<? extends Provider<T>> kind,
      Function<T, ComponentConfig<?>> configOf,
      Plugins plugins) {
    T component = plugins.kind(kind).createFromJson(plugins.write(config));
    requireEqual("JSON keeps the config", config, configOf.apply(component));
    requireEqual(
        "a component has the config that it is made of",
        config,
        configOf.apply(plugins.kind(kind).create(config)));
    return component;
  }
}
