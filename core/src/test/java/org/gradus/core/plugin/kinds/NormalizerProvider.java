package org.gradus.core.plugin.kinds;

import org.gradus.core.plugin.Provider;

/** Provides normalizers. */
public interface NormalizerProvider extends Provider<Normalizer> {}
