package org.gradus.layers.initialization;

import org.gradus.core.plugin.Provider;

/** Lists the initializers that a jar contributes. */
public interface InitializerProvider extends Provider<Initializer> {}
