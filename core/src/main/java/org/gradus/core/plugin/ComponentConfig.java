package org.gradus.core.plugin;

/**
 * Marks a record as what components of a kind are made of.
 *
 * <p>A kind declares an interface for its configs, such as {@code interface Config extends
 * ComponentConfig<ModuleProvider>} in {@code Module}. Each component has a record of its own that
 * implements it; so a config says by its class which component it is for. A config that holds other
 * components declares fields of their kind's config interface ({@code List<Module.Config>}, {@code
 * Initializer.Config}), to any depth.
 *
 * @param <P> the provider interface of the kind
 */
public interface ComponentConfig<P extends Provider<?>> {}
