package org.gradus.core.plugin.kinds;

import org.gradus.core.plugin.Provider;

/** Provides initializers. */
public interface WeightInitializerProvider extends Provider<WeightInitializer> {}
