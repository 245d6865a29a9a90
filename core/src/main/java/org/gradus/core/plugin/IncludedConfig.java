package org.gradus.core.plugin;

/**
 * Marks a record, which is a {@link ComponentConfig} of some kind, as what components of a kind are
 * made of that the first one includes.
 *
 * @param <P> the provider interface of the included kind
 * @see Includes
 */
public interface IncludedConfig<P extends Provider<?>> {}
