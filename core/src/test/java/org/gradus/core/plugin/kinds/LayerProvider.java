package org.gradus.core.plugin.kinds;

import org.gradus.core.plugin.Provider;

/** Provides layers. */
public interface LayerProvider extends Provider<Layer> {}
