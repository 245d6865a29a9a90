package org.gradus.layers.module;

import org.gradus.core.plugin.Includes;
import org.gradus.core.plugin.Provider;

/** Lists the modules that a jar contributes, but for its normalizers. */
@Includes(NormalizerProvider.class)
public interface ModuleProvider extends Provider<Module> {}
