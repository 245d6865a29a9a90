package org.gradus.layers.module;

import org.gradus.core.plugin.Provider;

/** Lists the normalizers that a jar contributes. They are modules by the same names. */
public interface NormalizerProvider extends Provider<Normalizer> {}
