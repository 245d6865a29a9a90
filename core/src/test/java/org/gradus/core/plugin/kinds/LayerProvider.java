package org.gradus.core.plugin.kinds;

import org.gradus.core.plugin.Includes;
import org.gradus.core.plugin.Provider;

/** Provides layers. */
@Includes(NormalizerProvider.class)
public interface LayerProvider extends Provider<Layer> {}
